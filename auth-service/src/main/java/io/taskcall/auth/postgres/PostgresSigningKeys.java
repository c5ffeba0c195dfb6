package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.crypto.SigningKeys;
import io.taskcall.auth.crypto.Vault;
import io.taskcall.auth.domain.token.Rotation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jose4j.jwk.EllipticCurveJsonWebKey;

/**
 * Keeps the keys that tokens are signed with. All replicas read them here with every use, so they
 * agree on them; whoever finds first that one is due makes it, and nobody else does.
 */
@ApplicationScoped
public class PostgresSigningKeys {
  private final Mutiny.SessionFactory sessions;
  private final Rotation rotation;
  private final Vault vault;

  PostgresSigningKeys(Mutiny.SessionFactory sessions, Rotation rotation, Vault vault) {
    this.sessions = sessions;
    this.rotation = rotation;
    this.vault = vault;
  }

  /** The key that signs now. */
  public Uni<EllipticCurveJsonWebKey> signing(Instant now) {
    return rotated(now)
        .map(rows -> {
          var signing = rotation.signing(keys(rows), now).orElseThrow().id();
          return rows.stream()
              .filter(row -> row.id.equals(signing))
              .findFirst()
              .orElseThrow()
              .open(vault);
        });
  }

  /** What everybody may know of the keys that sign, are about to, or did a moment ago. */
  public Uni<List<String>> published(Instant now) {
    return rotated(now).map(rows -> rows.stream().map(row -> row.published).toList());
  }

  private Uni<List<SigningKeyRow>> rotated(Instant now) {
    return sessions
        .withSession(PostgresSigningKeys::all)
        .flatMap(rows ->
            rotation.due(keys(rows), now).isNothing()
                ? Uni.createFrom().item(rows)
                : sessions.withTransaction(
                    session -> SetupLock.alone(session).chain(() -> rotate(session, now))));
  }

  /** Somebody else may have done it while we waited for our turn. */
  private Uni<List<SigningKeyRow>> rotate(Mutiny.Session session, Instant now) {
    return all(session)
        .flatMap(rows -> {
          var due = rotation.due(keys(rows), now);
          var forgotten = rows.stream().filter(row -> due.forget().contains(row.id)).toArray();
          var made =
              due.makeFrom().stream()
                  .map(from -> new SigningKeyRow(SigningKeys.make(), from, vault))
                  .toArray();
          return session
              .removeAll(forgotten)
              .chain(() -> session.persistAll(made))
              .chain(session::flush)
              .chain(() -> all(session));
        });
  }

  private static Uni<List<SigningKeyRow>> all(Mutiny.Session session) {
    return session
        .createSelectionQuery("from SigningKeyRow order by signsFrom, id", SigningKeyRow.class)
        .getResultList();
  }

  private static List<Rotation.Key> keys(List<SigningKeyRow> rows) {
    return rows.stream().map(SigningKeyRow::key).toList();
  }
}
