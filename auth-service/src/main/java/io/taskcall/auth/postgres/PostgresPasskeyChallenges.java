package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.passkey.Challenge;
import io.taskcall.auth.domain.passkey.Challenge.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps track of what passkeys are asked to sign. */
@ApplicationScoped
public class PostgresPasskeyChallenges {
  private final Mutiny.SessionFactory sessions;

  PostgresPasskeyChallenges(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /** Remembers that a challenge was given. */
  public Uni<Void> remember(String sha256, Challenge challenge) {
    return sessions.withTransaction(
        session -> session.persist(new PasskeyChallengeRow(sha256, challenge)));
  }

  /**
   * Takes an answer to a challenge, and does so once; an answer that comes from elsewhere leaves it
   * to those whose it is.
   *
   * @param member who adds a passkey by it; absent if somebody signs in
   */
  public Uni<Answer> take(String sha256, String browserSha256, Optional<UUID> member, Instant now) {
    return sessions.withTransaction(session ->
        session
            .createSelectionQuery(
                "from PasskeyChallengeRow where sha256 = ?1", PasskeyChallengeRow.class)
            .setParameter(1, sha256)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getSingleResultOrNull()
            .flatMap(row -> {
              var given = Optional.ofNullable(row).map(PasskeyChallengeRow::challenge);
              var answer = Challenge.judge(given, browserSha256, member, now);
              return answer instanceof Answer.Foreign
                  ? Uni.createFrom().item(answer)
                  : session.remove(row).replaceWith(answer);
            }));
  }

  /** Forgets those that nobody answered. */
  public Uni<Integer> forgetBefore(Instant then) {
    return sessions.withTransaction(session ->
        session
            .createMutationQuery("delete from PasskeyChallengeRow where expiresAt < ?1")
            .setParameter(1, then)
            .executeUpdate());
  }
}
