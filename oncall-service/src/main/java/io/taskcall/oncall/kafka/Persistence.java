package io.taskcall.oncall.kafka;

import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Tries again for as long as it takes, unless trying again cannot help. */
final class Persistence {
  private static final Logger LOG = Logger.getLogger(Persistence.class);
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(2);
  private static final int CAUSES_MAX = 20;

  private Persistence() {}

  /** Does {@code work} until it succeeds, or fails in a way that it always will. */
  static <T> Uni<T> until(String what, Supplier<Uni<? extends T>> work) {
    return Uni.createFrom()
        .<T>deferred(work)
        .onFailure(failure -> !isHopeless(failure))
        .invoke(failure -> LOG.warnf("%s: %s; will be tried again", what, failure))
        .onFailure(failure -> !isHopeless(failure))
        .retry()
        .withBackOff(FIRST, LONGEST)
        .indefinitely();
  }

  /** True if the same data will fail the same way: it is the data, not the database. */
  static boolean isHopeless(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(CAUSES_MAX)
        .anyMatch(cause ->
            switch (cause) {
              case PgException refused ->
                  refused.getSqlState() != null
                      && (refused.getSqlState().startsWith("22")
                          || refused.getSqlState().startsWith("23"));
              case IllegalArgumentException _, NullPointerException _, ArithmeticException _ ->
                  true;
              default -> false;
            });
  }
}
