package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.crypto.Vault;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.connect.Pending;
import io.taskcall.auth.domain.connect.Pending.Return;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps track of those who are at Datadog to allow TaskCall. */
@ApplicationScoped
public class PostgresPending {
  private final Mutiny.SessionFactory sessions;
  private final Vault vault;

  PostgresPending(Mutiny.SessionFactory sessions, Vault vault) {
    this.sessions = sessions;
    this.vault = vault;
  }

  /**
   * Somebody who came back.
   *
   * @param verifier proves that they are the ones who were sent; only for those to whom it belongs
   */
  public record Back(Return judged, Optional<Secret> verifier) {}

  /** Remembers that somebody was sent away. */
  public Uni<Void> remember(Pending pending, Secret state, Secret verifier) {
    return sessions.withTransaction(
        session -> session.persist(new PendingRow(pending, state.sha256(), verifier, vault)));
  }

  /**
   * Takes somebody back who shows a state, and does so once.
   *
   * @param state absent if Datadog did not hand it back; then the latest of the session counts
   */
  public Uni<Back> takeBack(Optional<Secret> state, UUID session, Instant now) {
    return sessions.withTransaction(database ->
        find(database, state, session).map(row -> judge(Optional.ofNullable(row), session, now)));
  }

  /** Forgets those who never came back. */
  public Uni<Integer> forgetBefore(Instant then) {
    return sessions.withTransaction(session ->
        session
            .createMutationQuery("delete from PendingRow where expiresAt < ?1")
            .setParameter(1, then)
            .executeUpdate());
  }

  private static Uni<PendingRow> find(
      Mutiny.Session database, Optional<Secret> state, UUID session) {
    var query =
        state.isPresent()
            ? database
                .createSelectionQuery("from PendingRow where stateSha256 = ?1", PendingRow.class)
                .setParameter(1, state.get().sha256())
            : database
                .createSelectionQuery(
                    "from PendingRow where sessionId = ?1 order by expiresAt desc",
                    PendingRow.class)
                .setParameter(1, session)
                .setMaxResults(1);
    return query.setLockMode(LockModeType.PESSIMISTIC_WRITE).getSingleResultOrNull();
  }

  private Back judge(Optional<PendingRow> found, UUID session, Instant now) {
    var judged = Pending.judge(found.map(PendingRow::pending), session, now);
    var theirs = found.filter(_ -> judged instanceof Return.Theirs);
    theirs.ifPresent(row -> row.used = true);
    return new Back(judged, theirs.map(row -> row.verifier(vault)));
  }
}
