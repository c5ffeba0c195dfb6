package io.taskcall.sync.postgres;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Which processes are alive. What one was about when it died need not wait until its lease is over:
 * the others, or the one that takes its place, go on with it.
 */
@ApplicationScoped
public class Replicas {
  private static final String ALIVE =
      """
      insert into replicas (id, alive_until) values (:id, :until)
      on conflict (id) do update set alive_until = excluded.alive_until
      """;

  private static final String DEAD = "delete from replicas where alive_until <= :now returning id";

  private static final String FREE_CALLS =
      """
      with freed as (update links set busy_until = :now, busy_by = null where busy_by = :id
        returning incident_id)
      update calls set next_try_at = :now where status = 'calling' and next_try_at > :now
        and incident_id in (select incident_id from freed)
      """;

  private static final String FREE_POLLS =
      "update connections set poll_until = :now, poll_by = null where poll_by = :id";

  private final UUID self = UUID.randomUUID();
  private final Mutiny.SessionFactory sessions;
  private final Waking waking;
  private volatile Instant heardUntil = Instant.MAX;

  Replicas(Mutiny.SessionFactory sessions, Waking waking) {
    this.sessions = sessions;
    this.waking = waking;
  }

  /** This process. */
  public UUID self() {
    return self;
  }

  /**
   * Says that this process is alive, and takes from those that are not what they held. Whoever
   * could not say so itself for so long had better not judge others, whom the same may have kept
   * silent.
   *
   * @return how many had died
   */
  public Uni<Integer> beat(Instant now, Instant aliveUntil) {
    boolean judges = now.isBefore(heardUntil);
    return sessions
        .withTransaction(session ->
            session
                .createNativeQuery(ALIVE)
                .setParameter("id", self)
                .setParameter("until", aliveUntil)
                .executeUpdate()
                .chain(() -> judges ? bury(session, now) : Uni.createFrom().item(0)))
        .invoke(dead -> {
          heardUntil = aliveUntil;
          if (dead > 0) {
            waking.committed();
          }
        });
  }

  private static Uni<Integer> bury(Mutiny.Session session, Instant now) {
    return session
        .createNativeQuery(DEAD, UUID.class)
        .setParameter("now", now)
        .getResultList()
        .flatMap(dead -> free(session, dead, now).replaceWith(dead.size()));
  }

  private static Uni<Void> free(Mutiny.Session session, List<UUID> dead, Instant now) {
    var freed = Uni.createFrom().voidItem();
    for (var id : dead) {
      for (var sql : List.of(FREE_CALLS, FREE_POLLS)) {
        freed = freed.chain(() -> run(session, sql, id, now));
      }
    }
    return freed;
  }

  private static Uni<Void> run(Mutiny.Session session, String sql, UUID id, Instant now) {
    return session
        .createNativeQuery(sql)
        .setParameter("id", id)
        .setParameter("now", now)
        .executeUpdate()
        .replaceWithVoid();
  }
}
