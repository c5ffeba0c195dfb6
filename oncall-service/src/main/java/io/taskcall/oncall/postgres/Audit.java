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
      returning cast(jsonb_build_object('id', p.id, 'page', p.data, 'incident', i.data,
        'trace', i.trace) as text)
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

  private static final String PUT_OFF =
      "select cast(count(*) as text) from incidents where problem is not null";

  private static final String FORGET =
      "delete from received where at < cast(cast(:before as text) as timestamptz)";
  private static final String FORGET_ANSWERS =
      "delete from answers where at < cast(cast(:before as text) as timestamptz)";

  /** How long a request may be sent again under its key. */
  private static final Duration ANSWERS_KEPT = Duration.ofDays(1);

  private final Writer writer;

  Audit(Writer writer) {
    this.writer = writer;
  }

  /**
   * What an audit found.
   *
   * @param lateIncidents those whose escalation is late
   * @param putOff incidents that the rules could not deal with when their time came
   */
  public record Findings(int overduePages, int lateIncidents, int putOff) {
    /** True if all is well. */
    public boolean none() {
      return overduePages == 0 && lateIncidents == 0 && putOff == 0;
    }
  }

  /**
   * Reports pages that are overdue, once each; settles those that nobody will settle; forgets
   * events received before {@code remembered}.
   */
  public Uni<Findings> run(Instant now, Instant remembered) {
    return writer.transaction(session ->
        locked(session, now)
            .flatMap(incidents -> settle(session, incidents, now))
            .flatMap(settled ->
                forget(session, now, remembered)
                    .flatMap(
                        _ -> count(session, ASLEEP, Map.of("late", now.minus(LATE).toString())))
                    .flatMap(late ->
                        count(session, PUT_OFF, Map.of())
                            .map(putOff ->
                                new Writer.Result<>(
                                    new Findings(settled.overdue().size(), late, putOff),
                                    writing(settled, now))))));
  }

  private static Uni<Integer> count(Mutiny.Session session, String sql, Map<String, ?> parameters) {
    return Database.texts(session, sql, parameters)
        .map(counts -> Integer.parseInt(counts.getFirst()));
  }

  private static Uni<Integer> forget(Mutiny.Session session, Instant now, Instant remembered) {
    return Database.run(session, FORGET, Map.of("before", remembered.toString()))
        .flatMap(_ ->
            Database.run(
                session, FORGET_ANSWERS, Map.of("before", now.minus(ANSWERS_KEPT).toString())));
  }

  /** What is said of an incident tells how it stands: nobody may change it meanwhile. */
  private static Uni<Set<UUID>> locked(Mutiny.Session session, Instant now) {
    return Database.texts(session, CONCERNED, Map.of("now", now.toString()))
        .flatMap(ids -> new Ledger(session).hold(ids.stream().map(UUID::fromString).toList()));
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

  private static Writing writing(Settled settled, Instant now) {
    var writing = new Writing();
    for (var late : Json.Rows.of(settled.overdue(), Late::of).logged()) {
      writing.say(reported(late, now), late.trace());
    }
    for (var late : Json.Rows.of(settled.abandoned(), Late::of).logged()) {
      writing.say(suppressed(late.page().ref(), now), late.trace());
    }
    return writing;
  }

  private static IncidentEvent reported(Late late, Instant now) {
    var ref = late.page().ref();
    return new IncidentEvent.NoteAdded(
        Ids.derive("page.overdue", ref.pageId()),
        now,
        new Actor.Rule("auditor"),
        late.incident().snapshot(),
        "the page to " + ref.responder().name() + " is overdue and is tried again");
  }

  private static PageEvent suppressed(PageEvent.PageRef ref, Instant now) {
    return new PageEvent.Suppressed(
        Ids.derive("page.suppressed", ref.pageId()), now, ref, Writing.NOT_NEEDED);
  }

  /** A page that was not sent, or was not said to be, and its incident. */
  private record Late(Page page, Incident incident, TraceParent trace) {
    private static Late of(String json) {
      var row = Json.row(Row.class, json);
      return new Late(
          Json.read(Page.class, row.page()),
          Json.read(Incident.class, row.incident()),
          new TraceParent(row.trace()));
    }

    private record Row(JsonNode page, JsonNode incident, String trace) {}
  }
}
