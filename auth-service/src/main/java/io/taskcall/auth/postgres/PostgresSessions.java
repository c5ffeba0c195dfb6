package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.access.Caller;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.domain.signin.Session;
import io.taskcall.rights.Right;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps the sessions of those who signed in. */
@ApplicationScoped
public class PostgresSessions {
  /** How exactly we know when a session was last used. */
  private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

  private final Mutiny.SessionFactory sessions;
  private final PostgresAudit audit;

  PostgresSessions(Mutiny.SessionFactory sessions, PostgresAudit audit) {
    this.sessions = sessions;
    this.audit = audit;
  }

  /**
   * Keeps a new session.
   *
   * @param how what is to be remembered of how it began
   */
  public Uni<Void> begin(Session begun, String tokenSha256, Actor actor, Map<String, String> how) {
    return sessions.withTransaction(session ->
        session
            .persist(new SessionRow(begun, tokenSha256))
            .chain(() ->
                audit.append(
                    session,
                    actor.did("signed_in", Optional.of(begun.id()), how, begun.createdAt()))));
  }

  /** Who signed in with the browser that shows the secret of this hash, if that is good now. */
  public Uni<Optional<Caller>> caller(String tokenSha256, Session.Limits limits, Instant now) {
    return sessions.withTransaction(session ->
        session
            .createSelectionQuery("from SessionRow where tokenSha256 = ?1", SessionRow.class)
            .setParameter(1, tokenSha256)
            .getSingleResultOrNull()
            .flatMap(row ->
                row == null || !row.session().isLive(limits, now)
                    ? Uni.createFrom().item(Optional.empty())
                    : callerOf(session, row, now)));
  }

  private static Uni<Optional<Caller>> callerOf(
      Mutiny.Session session, SessionRow row, Instant now) {
    if (row.lastSeenAt.plus(SEEN_EVERY).isBefore(now)) {
      row.lastSeenAt = now;
    }
    return session
        .find(MemberRow.class, row.memberId)
        .map(member ->
            member.removed
                ? Optional.empty()
                : Optional.of(member.caller(Optional.of(row.id), Right.of(member.role))));
  }

  /** Those of a person that are good now, the newest first. */
  public Uni<List<Session>> of(UUID member, Session.Limits limits, Instant now) {
    return sessions
        .withSession(session ->
            session
                .createSelectionQuery(
                    "from SessionRow where memberId = ?1 and not ended order by createdAt desc",
                    SessionRow.class)
                .setParameter(1, member)
                .getResultList())
        .map(rows ->
            rows.stream()
                .map(SessionRow::session)
                .filter(found -> found.isLive(limits, now))
                .toList());
  }

  /**
   * Ends a session of a person.
   *
   * @return whether they have such a one
   */
  public Uni<Boolean> end(UUID id, UUID member, Actor actor, Instant now) {
    return sessions.withTransaction(session ->
        session
            .createMutationQuery(
                "update SessionRow set ended = true where id = ?1 and memberId = ?2 and not ended")
            .setParameter(1, id)
            .setParameter(2, member)
            .executeUpdate()
            .flatMap(ended ->
                ended == 0
                    ? Uni.createFrom().item(false)
                    : audit
                        .append(session, actor.did("session_ended", Optional.of(id), Map.of(), now))
                        .replaceWith(true)));
  }

  /** Forgets sessions that began too long ago to be good. */
  public Uni<Integer> forgetBefore(Instant then) {
    return sessions.withTransaction(session ->
        session
            .createMutationQuery("delete from SessionRow where createdAt < ?1")
            .setParameter(1, then)
            .executeUpdate());
  }

  static Uni<Void> endAllOf(Mutiny.Session session, UUID member) {
    return session
        .createMutationQuery("update SessionRow set ended = true where memberId = ?1 and not ended")
        .setParameter(1, member)
        .executeUpdate()
        .replaceWithVoid();
  }
}
