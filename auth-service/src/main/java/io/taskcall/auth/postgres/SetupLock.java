package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps everybody else from changing the directory until the transaction ends. */
final class SetupLock {
  /** For replicas that start together; any number will do. */
  private static final long NUMBER = 0x7365747570L;

  private SetupLock() {}

  /** Keeps out whoever takes the same lock, and nobody else. */
  static Uni<Void> alone(Mutiny.Session session) {
    return session
        .createNativeQuery("select 1 from pg_advisory_xact_lock(?1)", Integer.class)
        .setParameter(1, NUMBER)
        .getResultList()
        .replaceWithVoid();
  }

  static Uni<Void> take(Mutiny.Session session) {
    return alone(session)
        // A grant's refresh locks the integration it changes, so these locks keep it out.
        .flatMap(_ ->
            session
                .createNativeQuery(
                    "select 1 from integration order by id for update", Integer.class)
                .getResultList())
        .replaceWithVoid();
  }
}
