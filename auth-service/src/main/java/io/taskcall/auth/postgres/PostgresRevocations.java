package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.crypto.Vault;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.domain.connect.Access;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Keeps the authorizations that Datadog has yet to be told are over. */
@ApplicationScoped
public class PostgresRevocations {
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int DOUBLINGS_MAX = 10;

  /** Longer than a call can take, so that no other replica makes it at the same time. */
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final Mutiny.SessionFactory sessions;
  private final Vault vault;
  private final PostgresAudit audit;

  PostgresRevocations(Mutiny.SessionFactory sessions, Vault vault, PostgresAudit audit) {
    this.sessions = sessions;
    this.vault = vault;
    this.audit = audit;
  }

  /** One to make now. */
  public record Due(UUID id, String site, What what) {}

  /** What has to end at Datadog. */
  public sealed interface What {
    /** An authorization. */
    record Authorization(Secret refreshToken) implements What {}

    /** A webhook that we made. */
    record Webhook(Access.ByKeys access) implements What {}
  }

  /** Has an authorization revoked that came to nothing. */
  public Uni<Void> add(UUID organization, String site, Secret refreshToken, Instant now) {
    return sessions.withTransaction(session ->
        session.persist(new RevocationRow(null, organization, site, refreshToken, vault, now)));
  }

  /** Takes those that are due, so that nobody else does for a while. */
  public Uni<List<Due>> claim(Instant now, int max) {
    return sessions.withTransaction(session ->
        session
            .createNativeQuery(
                "select "
                    + RevocationRow.COLUMNS
                    + """
                     from revocation where done_at is null and next_at <= ?1
                    order by next_at limit ?2 for update skip locked
                    """,
                RevocationRow.class)
            .setParameter(1, now)
            .setParameter(2, max)
            .getResultList()
            .map(rows -> rows.stream().map(row -> claimed(row, now)).toList()));
  }

  /** When others make a first attempt, if whoever removed the integration did not. */
  static Instant first(Instant now) {
    return now.plus(LEASE);
  }

  /** Takes that of one integration, if nobody has tried it yet. */
  public Uni<List<Due>> claim(UUID integration, Instant now) {
    return sessions.withTransaction(session ->
        session
            .createSelectionQuery(
                "from RevocationRow where integrationId = ?1 and doneAt is null and attempts = 0",
                RevocationRow.class)
            .setParameter(1, integration)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getResultList()
            .map(rows -> rows.stream().map(row -> claimed(row, now)).toList()));
  }

  /** Datadog knows. */
  public Uni<Void> done(UUID id, Instant now) {
    return ended(id, null, now);
  }

  /** It can never be done from here, for a reason that is kept. */
  public Uni<Void> givenUp(UUID id, String problem, Instant now) {
    return ended(id, problem, now);
  }

  private Uni<Void> ended(UUID id, @Nullable String problem, Instant now) {
    return sessions.withTransaction(session ->
        session
            .find(RevocationRow.class, id)
            .flatMap(row -> {
              row.end(problem, now);
              var what =
                  row.webhook == null
                      ? "authorization_revoked"
                      : problem == null ? "webhook_removed" : "webhook_left";
              var entry =
                  Actor.ourselves(row.organizationId)
                      .did(
                          what,
                          Optional.ofNullable(row.integrationId),
                          Map.of("site", row.site),
                          now);
              return audit.append(session, entry);
            }));
  }

  /** Datadog could not be told; it is tried again, after a while that grows. */
  public Uni<Void> failed(UUID id, String problem, Instant now) {
    return sessions.withTransaction(session ->
        session
            .find(RevocationRow.class, id)
            .invoke(row -> {
              var pause = FIRST.multipliedBy(1L << Math.min(row.attempts - 1, DOUBLINGS_MAX));
              row.problem = problem;
              row.nextAt = now.plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
            })
            .replaceWithVoid());
  }

  private Due claimed(RevocationRow row, Instant now) {
    row.attempts = row.attempts + 1;
    row.nextAt = now.plus(LEASE);
    return new Due(row.id, row.site, row.what(vault));
  }
}
