package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.Actor;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.PageEvent;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.domain.page.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Looks at everything that should have happened and has not. */
@ApplicationScoped
public class Audit {
  private static final Duration LATE = Duration.ofSeconds(10);

  private static final String CONCERNED =
      """
      select distinct cast(incident_id as text) from pages
      where state = 'scheduled' and case when cancelled
        then lease_until is null or lease_until < cast(cast(:now as text) as timestamptz)
        else not reported and deadline < cast(cast(:now as text) as timestamptz) end
      """;

  private static final String THOSE =
      "and p.incident_id in"
          + " (select cast(jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) as uuid))\n";

  private static final String RETURNING =
      """
      returning cast(jsonb_build_object('page', p.data, 'incident', i.data, 'trace', i.trace)
        as text)
      """;

  private static final String OVERDUE =
      """
      update pages p set reported = true from incidents i
      where p.state = 'scheduled' and not p.cancelled and not p.reported
        and p.deadline < cast(cast(:now as text) as timestamptz) and i.id = p.incident_id
      """
          + THOSE
          + RETURNING;

  /** Called off while somebody was sending it, who died. */
  private static final String ABANDONED =
      """
      update pages p set state = 'suppressed', lease_owner = null, lease_until = null,
        finished_at = cast(cast(:now as text) as timestamptz), problem = cast(:problem as text)
      from incidents i
      where p.state = 'scheduled' and p.cancelled and i.id = p.incident_id
        and (p.lease_until is null or p.lease_until < cast(cast(:now as text) as timestamptz))
      """
          + THOSE
          + RETURNING;

  private static final String ASLEEP =
      "select cast(count(*) as text) from incidents"
          + " where wake_at < cast(cast(:late as text) as timestamptz)";

  private static final String FORGET =
      "delete from received where at < cast(cast(:before as text) as timestamptz)";

  private final Writer writer;

  Audit(Writer writer) {
    this.writer = writer;
  }

  /** What an audit found. */
  public record Findings(int overduePages, int lateIncidents) {}

  /**
   * Reports pages that are overdue, once each; settles those that nobody will settle; forgets
   * events received before {@code remembered}.
   */
  public Uni<Findings> run(Instant now, Instant remembered) {
    return writer.transaction(session ->
        locked(session, now)
            .flatMap(incidents -> settle(session, incidents, now))
            .flatMap(settled ->
                Database.run(session, FORGET, Map.of("before", remembered.toString()))
                    .flatMap(_ ->
                        Database.texts(session, ASLEEP, Map.of("late", now.minus(LATE).toString())))
                    .map(late -> result(settled, late, now))));
  }

  /** What is said of an incident tells how it stands: nobody may change it meanwhile. */
  private static Uni<Set<UUID>> locked(Mutiny.Session session, Instant now) {
    return Database.texts(session, CONCERNED, Map.of("now", now.toString()))
        .flatMap(ids -> new Ledger(session).lock(ids.stream().map(UUID::fromString).toList()))
        .map(Map::keySet);
  }

  private static Uni<Settled> settle(Mutiny.Session session, Set<UUID> incidents, Instant now) {
    if (incidents.isEmpty()) {
      return Uni.createFrom().item(new Settled(List.of(), List.of()));
    }
    var overdue = Map.of("now", now.toString(), "ids", Json.rows(incidents));
    var abandoned = new HashMap<String, Object>(overdue);
    abandoned.put("problem", Writing.NOT_NEEDED);
    return Database.texts(session, OVERDUE, overdue)
        .flatMap(reported ->
            Database.texts(session, ABANDONED, abandoned)
                .map(suppressed -> new Settled(reported, suppressed)));
  }

  private record Settled(List<String> overdue, List<String> abandoned) {}

  private static Writer.Result<Findings> result(Settled settled, List<String> late, Instant now) {
    var writing = new Writing();
    for (var json : settled.overdue()) {
      var row = Json.row(Row.class, json);
      writing.say(reported(row, now), new TraceParent(row.trace()));
    }
    for (var json : settled.abandoned()) {
      var row = Json.row(Row.class, json);
      writing.say(suppressed(row.ref(), now), new TraceParent(row.trace()));
    }
    var findings = new Findings(settled.overdue().size(), Integer.parseInt(late.getFirst()));
    return new Writer.Result<>(findings, writing);
  }

  private static IncidentEvent reported(Row row, Instant now) {
    var ref = row.ref();
    return new IncidentEvent.NoteAdded(
        Ids.derive("page.overdue", ref.pageId()),
        now,
        new Actor.Rule("auditor"),
        Json.read(Incident.class, row.incident()).snapshot(),
        "the page to " + ref.responder().name() + " is overdue and is tried again");
  }

  private static PageEvent suppressed(PageEvent.PageRef ref, Instant now) {
    return new PageEvent.Suppressed(
        Ids.derive("page.suppressed", ref.pageId()), now, ref, Writing.NOT_NEEDED);
  }

  private record Row(JsonNode page, JsonNode incident, String trace) {
    PageEvent.PageRef ref() {
      return Json.read(Page.class, page).ref();
    }
  }
}
