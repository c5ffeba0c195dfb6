package io.taskcall.sync.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.sync.domain.Mirrors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The calls to Datadog as people see them, and what they may do about one. */
@ApplicationScoped
public class Queue {
  private static final String VIEW =
      """
      select new io.taskcall.sync.postgres.CallView(c.number, c.id, c.incidentId, l.integrationId,
        l.datadogUuid, c.purpose, c.wish, c.cause, c.status, c.attempts, c.note, c.wishedAt,
        c.firstDue, c.nextTryAt, c.endedAt)
      from CallRow c join LinkRow l on l.incidentId = c.incidentId
      where c.organizationId = :organization
      """;

  private static final String NEWER =
      """
      select count(n) from CallRow n
      where n.incidentId = :incident and n.purpose = :purpose and n.part = :part
        and n.number > :number and n.status <> 'discarded'
      """;

  private final Mutiny.SessionFactory sessions;
  private final Mirrors mirrors;
  private final Notices notices;
  private final Waking waking;

  Queue(Mutiny.SessionFactory sessions, Mirrors mirrors, Notices notices, Waking waking) {
    this.sessions = sessions;
    this.mirrors = mirrors;
    this.notices = notices;
    this.waking = waking;
  }

  /**
   * Which calls to show; absent parts don't matter.
   *
   * @param before only those with a smaller number
   */
  public record Filter(
      Optional<String> status, Optional<UUID> integration, Optional<UUID> incident, long before) {}

  /** What came of what somebody wanted to be done about a call. */
  public sealed interface Outcome {
    /** It is done, and this is how the call stands. */
    record Done(CallView call) implements Outcome {}

    /** It cannot be done to a call that stands like this. */
    record Refused(String reason) implements Outcome {}

    /** The organization has no such call. */
    record Unknown() implements Outcome {}
  }

  /** The newest of an organization's calls, newest first. */
  public Uni<List<CallView>> page(UUID organizationId, Filter filter, int limit) {
    var conditions = new StringBuilder(VIEW).append(" and c.number < :before");
    var parameters = new LinkedHashMap<String, Object>();
    filter
        .status()
        .ifPresent(status -> {
          conditions.append(" and c.status = :status");
          parameters.put("status", status);
        });
    filter
        .integration()
        .ifPresent(integration -> {
          conditions.append(" and l.integrationId = :integration");
          parameters.put("integration", integration);
        });
    filter
        .incident()
        .ifPresent(incident -> {
          conditions.append(" and c.incidentId = :incident");
          parameters.put("incident", incident);
        });
    conditions.append(" order by c.number desc");
    return sessions.withSession(session -> {
      var query =
          session
              .createQuery(conditions.toString(), CallView.class)
              .setParameter("organization", organizationId)
              .setParameter("before", filter.before())
              .setMaxResults(limit);
      parameters.forEach(query::setParameter);
      return query.getResultList();
    });
  }

  /** One call. */
  public Uni<Optional<CallView>> find(UUID organizationId, UUID call) {
    return sessions.withSession(session -> view(session, organizationId, call));
  }

  private static Uni<Optional<CallView>> view(
      Mutiny.Session session, UUID organizationId, UUID call) {
    return session
        .createQuery(VIEW + " and c.id = :call", CallView.class)
        .setParameter("organization", organizationId)
        .setParameter("call", call)
        .getSingleResultOrNull()
        .map(Optional::ofNullable);
  }

  /** Makes a call due at once that waits or was given up. */
  public Uni<Outcome> retry(UUID organizationId, UUID call, Instant now) {
    return change(
            organizationId,
            call,
            (session, row, link) ->
                switch (row.status) {
                  case CallRow.WAITING, CallRow.PARKED ->
                      isOvertaken(session, row)
                          .map(overtaken -> {
                            if (overtaken) {
                              return Optional.of("a newer wish took its place");
                            }
                            row.retry(now);
                            return Optional.<String>empty();
                          });
                  default -> refused("only calls that wait or are parked are tried again", row);
                })
        .invoke(waking::committed);
  }

  /** Throws a call away that waits or was given up. */
  public Uni<Outcome> discard(UUID organizationId, UUID call, Instant now) {
    return change(
            organizationId,
            call,
            (session, row, link) ->
                switch (row.status) {
                  case CallRow.WAITING, CallRow.PARKED -> {
                    row.discard(now);
                    var wish = Wishes.read(row.purpose, row.wish);
                    link.take(mirrors.of(link.integrationId).discarded(link.link(), wish));
                    yield notices
                        .unparked(session, link.integrationId, now)
                        .replaceWith(Optional.empty());
                  }
                  default -> refused("only calls that wait or are parked are thrown away", row);
                })
        .invoke(waking::committed);
  }

  private interface Change {
    /** Why it cannot be, or nothing if it is done. */
    Uni<Optional<String>> apply(Mutiny.Session session, CallRow row, LinkRow link);
  }

  private static Uni<Optional<String>> refused(String rule, CallRow row) {
    return Uni.createFrom().item(Optional.of(rule + "; this one is " + row.status));
  }

  /** Links are locked before calls, here as everywhere. */
  private Uni<Outcome> change(UUID organizationId, UUID call, Change change) {
    return sessions.withTransaction(session ->
        view(session, organizationId, call)
            .flatMap(found ->
                found.isEmpty()
                    ? Uni.createFrom().item(new Outcome.Unknown())
                    : session
                        .find(
                            LinkRow.class, found.get().incidentId(), LockModeType.PESSIMISTIC_WRITE)
                        .flatMap(link ->
                            session
                                .find(CallRow.class, call, LockModeType.PESSIMISTIC_WRITE)
                                .flatMap(row -> change.apply(session, row, link)))
                        .flatMap(refusal -> outcome(session, organizationId, call, refusal))));
  }

  private static Uni<Outcome> outcome(
      Mutiny.Session session, UUID organizationId, UUID call, Optional<String> refusal) {
    return refusal
        .<Uni<Outcome>>map(reason -> Uni.createFrom().item(new Outcome.Refused(reason)))
        .orElseGet(() ->
            session
                .flush()
                .chain(() -> view(session, organizationId, call))
                .map(view -> view.<Outcome>map(Outcome.Done::new).orElseGet(Outcome.Unknown::new)));
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

  /** How many calls stand how, by integration. */
  public Uni<Map<UUID, Map<String, Long>>> counts(UUID organizationId) {
    return sessions.withSession(session ->
        session
            .createQuery(
                """
                select l.integrationId, c.status, count(c)
                from CallRow c join LinkRow l on l.incidentId = c.incidentId
                where c.organizationId = :organization group by l.integrationId, c.status
                """,
                Object[].class)
            .setParameter("organization", organizationId)
            .getResultList()
            .map(rows -> {
              var counts = new LinkedHashMap<UUID, Map<String, Long>>();
              for (var row : rows) {
                counts
                    .computeIfAbsent((UUID) row[0], _ -> new LinkedHashMap<>())
                    .put((String) row[1], (Long) row[2]);
              }
              return counts;
            }));
  }
}
