package io.taskcall.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tries again for as long as it takes, unless trying again cannot help. */
public final class Persistence {
  private static final Logger LOG = Logger.getLogger(Persistence.class);
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(2);
  private static final int CAUSES_MAX = 20;

  /** SQL's classes for values that cannot be, that break a rule, and that are too large. */
  private static final Set<String> OF_THE_DATA = Set.of("22", "23", "54");

  private Persistence() {}

  /**
   * Does {@code work} until it succeeds, or fails in a way that it always will. Each try is made,
   * and the end is told, in the Vert.x context of the caller: a database session belongs to it.
   */
  public static <T> Uni<T> until(String what, Supplier<Uni<? extends T>> work) {
    var here = currentContext();
    return Uni.createFrom()
        .<T>deferred(work)
        .runSubscriptionOn(here)
        .onFailure(failure -> !isHopeless(failure))
        .invoke(failure -> LOG.warnf("%s: %s; will be tried again", what, failure))
        .onFailure(failure -> !isHopeless(failure))
        .retry()
        .withBackOff(FIRST, LONGEST)
        .indefinitely()
        .emitOn(here);
  }

  private static Executor currentContext() {
    var context = Vertx.currentContext();
    return context == null ? Runnable::run : task -> context.runOnContext(_ -> task.run());
  }

  /** True if the same data will fail the same way: it is the data, not the database. */
  public static boolean isHopeless(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(CAUSES_MAX)
        .anyMatch(cause ->
            switch (cause) {
              case PgException refused -> isOfTheData(refused.getSqlState());
              case SQLException refused -> isOfTheData(refused.getSQLState()); // by Hibernate
              case IllegalArgumentException _, NullPointerException _, ArithmeticException _ ->
                  true;
              default -> false;
            });
  }

  private static boolean isOfTheData(@Nullable String sqlState) {
    return sqlState != null
        && sqlState.length() == 5
        && OF_THE_DATA.contains(sqlState.substring(0, 2));
  }
}
