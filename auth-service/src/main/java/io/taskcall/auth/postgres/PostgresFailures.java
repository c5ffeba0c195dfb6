package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.signin.Throttle;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** Counts wrong passwords. */
@ApplicationScoped
public class PostgresFailures {
  private static final String MAKE =
      """
      insert into sign_in_failure (counter, count, last_at) values (?1, 0, 'epoch')
      on conflict do nothing
      """;

  private final Mutiny.SessionFactory sessions;

  PostgresFailures(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /**
   * Counts a try as a wrong one before it is looked at, so that many at once count as many; a right
   * one is {@link #forget forgotten} afterwards.
   *
   * @return how long it must wait, and then it was not counted; empty if it may be looked at
   */
  public Uni<Optional<Duration>> begin(Map<String, Throttle> counters, Instant now) {
    return sessions.withTransaction(session ->
        Multi.createFrom()
            .iterable(counters.keySet().stream().sorted().toList())
            .onItem()
            .transformToUniAndConcatenate(
                counter -> session.createNativeQuery(MAKE).setParameter(1, counter).executeUpdate())
            .collect()
            .asList()
            .flatMap(_ -> locked(session, counters.keySet()))
            .map(rows -> judge(rows, counters, now)));
  }

  /** Takes a success for an end of what was counted. */
  public Uni<Void> forget(Set<String> counters) {
    return sessions.withTransaction(session ->
        session
            .createMutationQuery("delete from FailureRow where counter in (?1)")
            .setParameter(1, counters)
            .executeUpdate()
            .replaceWithVoid());
  }

  /** Forgets what is too old to matter. */
  public Uni<Integer> forgetBefore(Instant then) {
    return sessions.withTransaction(session ->
        session
            .createMutationQuery("delete from FailureRow where lastAt < ?1")
            .setParameter(1, then)
            .executeUpdate());
  }

  private static Uni<List<FailureRow>> locked(Mutiny.Session session, Set<String> counters) {
    return session
        .createSelectionQuery(
            "from FailureRow where counter in (?1) order by counter", FailureRow.class)
        .setParameter(1, counters)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList();
  }

  private static Optional<Duration> judge(
      List<FailureRow> rows, Map<String, Throttle> counters, Instant now) {
    var wait =
        rows.stream()
            .flatMap(row -> throttle(counters, row).wait(row.failures(), now).stream())
            .max(Comparator.naturalOrder());
    if (wait.isEmpty()) {
      rows.forEach(row -> row.become(throttle(counters, row).oneMore(row.failures(), now)));
    }
    return wait;
  }

  private static Throttle throttle(Map<String, Throttle> counters, FailureRow row) {
    var throttle = counters.get(row.counter);
    if (throttle == null) {
      throw new IllegalStateException("a counter that nobody asked for");
    }
    return throttle;
  }
}
