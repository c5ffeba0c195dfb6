package io.taskcall.sync.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.DatadogChange;
import io.taskcall.outbox.Outbox;
import io.taskcall.outbox.Outgoing;
import io.taskcall.sync.domain.Call;
import io.taskcall.sync.domain.Fate;
import io.taskcall.sync.domain.Link;
import io.taskcall.sync.domain.Mirrors;
import io.taskcall.sync.domain.Patience.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** The calls to Datadog: which is due, who makes it, and what came of it. */
@ApplicationScoped
public class Calls {
  /**
   * One call per incident at a time and only some per organization, and of two wishes for a purpose
   * only the newer.
   */
  private static final String DUE =
      "select "
          + CallRow.COLUMNS
          + """
           from calls c
            join links l on l.incident_id = c.incident_id
            left join connections i on i.integration_id = l.integration_id
          where c.status in ('waiting', 'calling') and c.next_try_at <= :now and l.busy_until <= :now
            and (l.datadog_uuid <> '' or c.purpose in ('create', 'priority', 'comment', 'downtime'))
            and (i.state is null
              or (i.state in ('created', 'connected') and i.hold_until <= :now))
            and not exists (select from pauses p where p.integration_id = l.integration_id
              and p.until > :now and (p.scope = c.purpose or (c.purpose not in ('priority', 'comment', 'downtime')
                and (p.scope = 'read' or (p.scope = 'write' and c.purpose <> 'look')))))
            and (select count(*) from links b
              where b.organization_id = l.organization_id and b.busy_until > :now) < :most
            and not exists (select from calls n where n.incident_id = c.incident_id
              and n.purpose = c.purpose and n.part = c.part and n.number > c.number and n.status <> 'discarded')
          order by c.next_try_at, c.number
          limit 1 for update of l, c skip locked
          """;

  private static final String OVERTAKEN =
      """
      update calls set status = 'superseded', note = 'a newer wish took its place', ended_at = :now
      where incident_id = :incident and purpose = :purpose and part = :part and number < :number
        and status in ('waiting', 'calling', 'parked')
      """;

  private static final String NEWER =
      """
      select count(n) from CallRow n
      where n.incidentId = :incident and n.purpose = :purpose and n.part = :part
        and n.number > :number and n.status <> 'discarded'
      """;

  private final Mutiny.SessionFactory sessions;
  private final Outbox outbox;
  private final Mirrors mirrors;
  private final Notices notices;
  private final Replicas replicas;

  Calls(
      Mutiny.SessionFactory sessions,
      Outbox outbox,
      Mirrors mirrors,
      Notices notices,
      Replicas replicas) {
    this.sessions = sessions;
    this.outbox = outbox;
    this.mirrors = mirrors;
    this.notices = notices;
    this.replicas = replicas;
  }

  /**
   * Takes the call that is due longest; nobody else takes it before {@code lease} is over.
   *
   * @param most how many calls of one organization may be made at once
   */
  public Uni<Optional<Call>> claim(Instant now, Duration lease, int most) {
    return sessions.withTransaction(session ->
        session
            .createNativeQuery(DUE, CallRow.class)
            .setParameter("now", now)
            .setParameter("most", most)
            .getSingleResultOrNull()
            .flatMap(row ->
                row == null
                    ? Uni.createFrom().item(Optional.empty())
                    : session
                        .find(LinkRow.class, row.incidentId)
                        .map(link -> Optional.of(take(row, link, now.plus(lease))))));
  }

  private Call take(CallRow row, LinkRow link, Instant until) {
    row.status = CallRow.CALLING;
    row.attempts++;
    row.nextTryAt = until;
    link.busyUntil = until;
    link.busyBy = replicas.self();
    var call = row.call(link);
    link.take(mirrors.of(link.integrationId).trying(call.link(), call.wish()));
    return call;
  }

  /**
   * What a try came to.
   *
   * @param changes what others should hear
   */
  public record Ending(Link link, List<DatadogChange> changes, Verdict verdict) {}

  /**
   * Writes down what came of a call, unless somebody else has taken it over since.
   *
   * @param rule what came of it, given the link as it is now
   */
  public Uni<Void> end(Call call, Instant now, Function<Link, Ending> rule) {
    return sessions
        .withTransaction(session ->
            session
                .find(LinkRow.class, call.link().incidentId(), LockModeType.PESSIMISTIC_WRITE)
                .flatMap(link ->
                    session
                        .find(CallRow.class, call.id(), LockModeType.PESSIMISTIC_WRITE)
                        .flatMap(row ->
                            isOurs(row, call)
                                ? end(session, link, row, now, rule)
                                : Uni.createFrom().voidItem())))
        .invoke(outbox::nudge);
  }

  private static boolean isOurs(CallRow row, Call call) {
    return row.status.equals(CallRow.CALLING) && row.attempts == call.attempt();
  }

  private Uni<Void> end(
      Mutiny.Session session, LinkRow link, CallRow row, Instant now, Function<Link, Ending> rule) {
    var ending = rule.apply(link.link());
    link.take(ending.link());
    link.busyUntil = Instant.EPOCH;
    link.busyBy = null;
    var trace = TraceParent.of(row.trace).orElseGet(() -> TraceParent.startingAt(row.cause));
    var news =
        ending.changes().stream()
            .map(change -> new Outgoing(change, trace.then(change.id())))
            .toList();
    return isOvertaken(session, row)
        .invoke(overtaken -> row.take(fate(ending.verdict(), overtaken), now))
        .chain(() -> supersedeOlder(session, row, now))
        .chain(() -> outbox.append(session, news))
        .chain(() ->
            ending
                .verdict()
                .hold()
                .map(hold -> notices.hold(session, link.integrationId, hold, now))
                .orElseGet(() -> settle(session, link, ending.verdict().fate(), now)));
  }

  private Uni<Void> settle(Mutiny.Session session, LinkRow link, Fate fate, Instant now) {
    return switch (fate) {
      case Fate.Done _, Fate.Superseded _ ->
          notices
              .letIn(session, link.integrationId, now)
              .chain(() -> notices.unparked(session, link.integrationId, now));
      case Fate.Parked parked ->
          notices
              .letIn(session, link.integrationId, now)
              .chain(() -> notices.parked(session, link.integrationId, parked.note(), now));
      case Fate.Again _ -> Uni.createFrom().voidItem();
    };
  }

  /** A wish that a newer one has overtaken is not tried again. */
  private static Fate fate(Verdict verdict, boolean overtaken) {
    return overtaken && verdict.fate() instanceof Fate.Again again
        ? new Fate.Superseded("a newer wish took its place; last: " + again.note())
        : verdict.fate();
  }

  private static Uni<Boolean> isOvertaken(Mutiny.Session session, CallRow row) {
    return session
        .createQuery(NEWER, Long.class)
        .setParameter("incident", row.incidentId)
        .setParameter("purpose", row.purpose)
        .setParameter("part", row.part)
        .setParameter("number", row.number)
        .getSingleResult()
        .map(newer -> newer > 0);
  }

  private static Uni<Void> supersedeOlder(Mutiny.Session session, CallRow row, Instant now) {
    return session
        .createNativeQuery(OVERTAKEN)
        .setParameter("now", now)
        .setParameter("incident", row.incidentId)
        .setParameter("purpose", row.purpose)
        .setParameter("part", row.part)
        .setParameter("number", row.number)
        .executeUpdate()
        .replaceWithVoid();
  }
}
