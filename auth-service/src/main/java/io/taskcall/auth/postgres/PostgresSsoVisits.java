package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.crypto.Vault;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.sso.SsoVisit;
import io.taskcall.auth.domain.sso.SsoVisit.Return;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps track of those who are at their provider to sign in. */
@ApplicationScoped
public class PostgresSsoVisits {
  private final Mutiny.SessionFactory sessions;
  private final Vault vault;

  PostgresSsoVisits(Mutiny.SessionFactory sessions, Vault vault) {
    this.sessions = sessions;
    this.vault = vault;
  }

  /**
   * What ties somebody's coming back to their leaving.
   *
   * @param state what the provider hands back
   * @param verifier proves that it is us who redeem the code
   * @param nonce what the provider puts into what it signs
   */
  public record Secrets(Secret state, Secret verifier, Secret nonce) {}

  /**
   * Somebody who came back.
   *
   * @param visit and secrets only for those to whom they belong
   */
  public record Back(Return judged, Optional<SsoVisit> visit, Optional<Secrets> secrets) {}

  /** Remembers that somebody was sent away. */
  public Uni<Void> remember(SsoVisit visit, Secrets secrets) {
    return sessions.withTransaction(
        session -> session.persist(new SsoVisitRow(visit, secrets, vault)));
  }

  /** Takes somebody back who shows a state, and does so once. */
  public Uni<Back> takeBack(Secret state, String browserSha256, Instant now) {
    return sessions.withTransaction(session ->
        session
            .createSelectionQuery("from SsoVisitRow where stateSha256 = ?1", SsoVisitRow.class)
            .setParameter(1, state.sha256())
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getSingleResultOrNull()
            .map(row -> judge(Optional.ofNullable(row), state, browserSha256, now)));
  }

  /** Forgets those who never came back. */
  public Uni<Integer> forgetBefore(Instant then) {
    return sessions.withTransaction(session ->
        session
            .createMutationQuery("delete from SsoVisitRow where expiresAt < ?1")
            .setParameter(1, then)
            .executeUpdate());
  }

  private Back judge(Optional<SsoVisitRow> found, Secret state, String browserSha256, Instant now) {
    var judged = SsoVisit.judge(found.map(SsoVisitRow::visit), browserSha256, now);
    var theirs = found.filter(_ -> judged == Return.THEIRS);
    theirs.ifPresent(row -> row.used = true);
    return new Back(
        judged, theirs.map(SsoVisitRow::visit), theirs.map(row -> row.secrets(state, vault)));
  }
}
