package io.taskcall.sync.postgres;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/** What is over: events that were heard, and calls that have ended. */
@ApplicationScoped
public class Past {
  private static final int BATCH = 1_000;

  /** Those whom another replica is about to delete are passed over. */
  private static final String HEARD =
      """
      delete from inbox where event_id in
        (select event_id from inbox where heard_at < :before limit :batch for update skip locked)
      """;

  private static final String ENDED =
      """
      delete from calls where id in
        (select id from calls where ended_at < :before limit :batch for update skip locked)
      """;

  /** What ties calls together that are all forgotten. */
  private static final String BARE =
      """
      delete from links where incident_id in
        (select l.incident_id from links l where l.twins = '{}' and l.opened_at < :before
          and not exists (select from calls c where c.incident_id = l.incident_id)
          limit :batch for update skip locked)
      """;

  private final Mutiny.SessionFactory sessions;

  Past(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /** Forgets what was over before then, and tells how much that was. */
  public Uni<Integer> forget(Instant before) {
    return delete(HEARD, before, 0)
        .flatMap(heard -> delete(ENDED, before, 0).map(ended -> heard + ended))
        .flatMap(deleted -> delete(BARE, before, 0).map(bare -> deleted + bare));
  }

  /** A batch in a transaction, so that nobody waits for long. */
  private Uni<Integer> delete(String sql, Instant before, int deletedBefore) {
    return sessions
        .withTransaction(session ->
            session
                .createNativeQuery(sql)
                .setParameter("before", before)
                .setParameter("batch", BATCH)
                .executeUpdate())
        .flatMap(deleted -> {
          int all = deletedBefore + deleted;
          return deleted == BATCH ? delete(sql, before, all) : Uni.createFrom().item(all);
        });
  }
}
