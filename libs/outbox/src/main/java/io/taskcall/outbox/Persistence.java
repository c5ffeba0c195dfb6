package io.taskcall.outbox;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
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

  private static final int TRIES_TO_BE_SURE = 2;

  /** SQL's classes for values that are doubled, cannot be, break a rule, and are too large. */
  private static final Set<String> OF_THE_DATA = Set.of("21", "22", "23", "54");

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

  /**
   * Does {@code work} with all items at once; if that is hopeless, with one at a time, so that only
   * the one at fault is not dealt with.
   *
   * @param hopeless what to do with one that {@code work} never succeeds with, told why
   */
  public static <T> Uni<Void> together(
      List<T> items,
      Function<List<T>, Uni<Void>> work,
      BiFunction<T, Throwable, Uni<Void>> hopeless) {
    return work.apply(items)
        .onFailure(Persistence::isHopeless)
        .recoverWithUni(_ ->
            Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(item -> alone(item, work, hopeless))
                .collect()
                .asList()
                .replaceWithVoid());
  }

  private static <T> Uni<Void> alone(
      T item, Function<List<T>, Uni<Void>> work, BiFunction<T, Throwable, Uni<Void>> hopeless) {
    return Uni.createFrom()
        .deferred(() -> work.apply(List.of(item)))
        .onFailure(Persistence::isHopeless)
        .retry()
        .withBackOff(FIRST)
        .atMost(TRIES_TO_BE_SURE)
        .onFailure(Persistence::isHopeless)
        .recoverWithUni(failure -> hopeless.apply(item, fault(failure).orElse(failure)));
  }

  /** True if the same data will fail the same way: it is the data, not the database. */
  public static boolean isHopeless(Throwable failure) {
    return fault(failure).isPresent();
  }

  /** What about the data is at fault. */
  private static Optional<Throwable> fault(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(CAUSES_MAX)
        .filter(cause ->
            switch (cause) {
              case PgException refused -> isOfTheData(refused.getSqlState());
              case SQLException refused -> isOfTheData(refused.getSQLState()); // by Hibernate
              case IllegalArgumentException _,
                  NullPointerException _,
                  ArithmeticException _,
                  DateTimeException _ ->
                  true;
              default -> false;
            })
        .findFirst();
  }

  private static boolean isOfTheData(@Nullable String sqlState) {
    return sqlState != null
        && sqlState.length() == 5
        && OF_THE_DATA.contains(sqlState.substring(0, 2));
  }
}
