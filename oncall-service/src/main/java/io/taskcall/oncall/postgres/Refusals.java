package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Actor;
import io.taskcall.contracts.Ids;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.incident.Asking;
import io.taskcall.oncall.domain.incident.Cause;
import io.taskcall.oncall.domain.incident.Outcome;
import io.taskcall.oncall.domain.page.Page;
import io.taskcall.oncall.domain.page.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Incidents of which channels have refused pages, or do not take them for a while. Loads, asks the
 * rules; the caller stores.
 */
final class Refusals {
  private static final String PAGES =
      """
      select cast(jsonb_build_object('id', id, 'state', upper(state), 'page', data) as text)
      from pages where incident_id in
        (select cast(jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) as uuid))
      """;

  private Refusals() {}

  /**
   * What the rules decide.
   *
   * @param refused the pages that will never go, by their incidents
   * @param failing those that are tried again
   */
  static Uni<List<Decided>> answer(
      Mutiny.Session session,
      Map<UUID, List<Page>> refused,
      Map<UUID, List<Page>> failing,
      Instant now) {
    var concerned = new HashSet<>(refused.keySet());
    concerned.addAll(failing.keySet());
    if (concerned.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    var ledger = new Ledger(session);
    return ledger
        .lockReadable(concerned)
        .flatMap(incidents ->
            ledger
                .directory(Waking.organizations(incidents))
                .flatMap(directory ->
                    Database.texts(session, PAGES, Map.of("ids", Json.rows(concerned)))
                        .map(Refusals::byIncident)
                        .map(pages -> decide(incidents, refused, failing, pages, directory, now))));
  }

  private static List<Decided> decide(
      Map<UUID, Ledger.Locked> incidents,
      Map<UUID, List<Page>> refused,
      Map<UUID, List<Page>> failing,
      Map<UUID, List<Standing>> pages,
      Directory directory,
      Instant now) {
    var decided = new ArrayList<Decided>();
    incidents.forEach((id, locked) -> {
      var all = pages.getOrDefault(id, List.of());
      var gone = refused.getOrDefault(id, List.of());
      var outcome =
          gone.isEmpty()
              ? Asking.failing(
                  locked.incident(), failing.getOrDefault(id, List.of()), all, now, directory)
              : Asking.refused(locked.incident(), gone, all, cause(gone, now), directory);
      if (outcome instanceof Outcome.Changed changed) {
        decided.add(new Decided(changed, locked.trace(), now));
      }
    });
    return decided;
  }

  private static Cause cause(List<Page> refused, Instant now) {
    var ids = refused.stream().map(page -> page.ref().pageId()).sorted().toList();
    return new Cause(Ids.derive("refused", ids.toArray()), new Actor.Rule("paging"), now);
  }

  private static Map<UUID, List<Standing>> byIncident(List<String> rows) {
    return Json.Rows.of(rows, Refusals::standing).logged().stream()
        .collect(Collectors.groupingBy(standing -> standing.page().ref().incidentId()));
  }

  private static Standing standing(String json) {
    var row = Json.row(Row.class, json);
    return new Standing(Json.read(Page.class, row.page()), row.state());
  }

  private record Row(Standing.State state, JsonNode page) {}
}
