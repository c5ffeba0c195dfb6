package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.PageEvent;
import io.taskcall.contracts.PageEvent.Answer;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.domain.incident.Outcome;
import io.taskcall.oncall.domain.page.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** The bundles that pages went out in, and what people answer to all of one at once. */
@ApplicationScoped
public class BundleAnswers {
  /** How many are dealt with in one transaction. */
  private static final int PART = 200;

  private static final String BUNDLE =
      """
      from pages p join incidents i on i.id = p.incident_id
      where p.bundle_id = (select bundle_id from pages where id = cast(cast(:id as text) as uuid))
      """;

  private static final String SHOWN =
      """
      select cast(jsonb_build_object('id', id, 'page', page, 'incident', incident) as text) from (
        select distinct on (i.status, i.number) p.id, p.data as page, i.data as incident, i.status,
          i.number
      """
          + BUNDLE
          + """
           order by i.status, i.number, p.id) as all_of_it
           order by case status when 'open' then 0 when 'acknowledged' then 1 else 2 end, number
           limit :most
          """;

  private static final String COUNTS =
      "select cast(jsonb_build_object('status', i.status, 'count', count(distinct i.id)) as text) "
          + BUNDLE
          + " group by i.status";

  private static final String TO_ANSWER =
      "select cast(jsonb_build_object('id', id, 'page', page) as text) from ("
          + "select distinct on (i.id) p.id, p.data as page "
          + BUNDLE
          + " and i.status = any(string_to_array(:statuses, ','))"
          + " order by i.id, p.id limit :most) as part";

  private final Database database;
  private final Writer writer;

  BundleAnswers(Database database, Writer writer) {
    this.database = database;
    this.writer = writer;
  }

  /**
   * A bundle as a person sees it.
   *
   * @param counts how many of its incidents are in each state
   * @param shown some of them, open ones first, each with a page about it
   */
  public record Look(Map<String, Integer> counts, List<Asked> shown) {
    /** How many incidents are in a state. */
    public int count(String status) {
      return counts.getOrDefault(status, 0);
    }
  }

  /** A page and the incident that it is about. */
  public record Asked(Page page, Incident incident) {}

  /** The bundle of a page. */
  public Uni<Look> look(UUID pageId, int most) {
    return database.transaction(session ->
        Database.texts(session, SHOWN, Map.of("id", pageId.toString(), "most", most))
            .map(rows -> Json.Rows.of(rows, BundleAnswers::asked).logged())
            .flatMap(shown ->
                Database.texts(session, COUNTS, Map.of("id", pageId.toString()))
                    .map(rows -> new Look(counts(rows), shown))));
  }

  /** Answers all of the bundle of a page to which it makes a difference; says how many. */
  public Uni<Integer> answer(UUID pageId, Answer answer, Instant now) {
    return part(pageId, answer, now)
        .flatMap(done ->
            done < PART
                ? Uni.createFrom().item(done)
                : answer(pageId, answer, now).map(more -> done + more));
  }

  private Uni<Integer> part(UUID pageId, Answer answer, Instant now) {
    var parameters =
        Map.of("id", pageId.toString(), "most", PART, "statuses", String.join(",", from(answer)));
    return writer.transaction(session ->
        Database.texts(session, TO_ANSWER, parameters)
            .map(rows -> Json.Rows.of(rows, BundleAnswers::page).logged())
            .flatMap(pages -> answer(session, pages, answer, now)));
  }

  /** The states from which an answer leads somewhere. */
  private static Set<String> from(Answer answer) {
    return switch (answer) {
      case ACKNOWLEDGE -> Set.of("open");
      case RESOLVE -> Set.of("open", "acknowledged");
      case ESCALATE -> Set.of();
    };
  }

  private static Uni<Writer.Result<Integer>> answer(
      Mutiny.Session session, List<Page> pages, Answer answer, Instant now) {
    var incidents = pages.stream().map(page -> page.ref().incidentId()).collect(Collectors.toSet());
    return new Ledger(session)
        .lock(incidents)
        .map(locked -> {
          var writing = new Writing();
          int done = 0;
          for (var page : pages) {
            var found = locked.get(page.ref().incidentId());
            if (found != null && answer(found, page.ref(), answer, now, writing)) {
              done++;
            }
          }
          return new Writer.Result<>(done, writing);
        });
  }

  private static boolean answer(
      Ledger.Locked found, PageEvent.PageRef page, Answer answer, Instant now, Writing writing) {
    if (Answering.outcome(found.incident(), Directory.EMPTY, page, answer, now)
        instanceof Outcome.Changed changed) {
      writing.add(new Decided(changed, found.trace(), now));
      writing.say(
          Answering.answered(page, answer, changed.next(), now),
          TraceParent.startingAt(page.incidentId()));
      return true;
    }
    return false;
  }

  private static Asked asked(String json) {
    var row = Json.row(Row.class, json);
    return new Asked(Json.read(Page.class, row.page()), Json.read(Incident.class, row.incident()));
  }

  private static Page page(String json) {
    return Json.read(Page.class, Json.row(PageRow.class, json).page());
  }

  private static Map<String, Integer> counts(List<String> rows) {
    return rows.stream()
        .map(row -> Json.row(CountRow.class, row))
        .collect(Collectors.toMap(CountRow::status, CountRow::count));
  }

  private record Row(UUID id, JsonNode page, JsonNode incident) {}

  private record PageRow(UUID id, JsonNode page) {}

  private record CountRow(String status, int count) {}
}
