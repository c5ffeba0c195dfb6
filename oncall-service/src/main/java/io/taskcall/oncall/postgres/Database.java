package io.taskcall.oncall.postgres;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.taskcall.oncall.OncallConfig;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Transactions, each with a session of its own. Rows cross as JSON, in one parameter and one column
 * of text, so that a batch of any size is one statement.
 */
@ApplicationScoped
class Database {
  private final Mutiny.SessionFactory sessions;
  private final Vertx vertx;
  private final Duration patience;

  Database(Mutiny.SessionFactory sessions, Vertx vertx, OncallConfig config) {
    this.sessions = sessions;
    this.vertx = vertx;
    this.patience = config.database().patience().multipliedBy(2);
  }

  /**
   * Runs {@code work} in a transaction: all of it happens, or nothing. Its caller waits only for so
   * long; as after every broken connection, it may have happened all the same.
   */
  <T> Uni<T> transaction(Function<Mutiny.Session, Uni<T>> work) {
    return Uni.createFrom().emitter(emitter -> ownContext().runOnContext(_ -> run(work, emitter)));
  }

  /** One that takes too long is left to its end, since a session is closed only at its end. */
  private <T> void run(Function<Mutiny.Session, Uni<T>> work, UniEmitter<? super T> emitter) {
    long timer =
        vertx.setTimer(
            patience.toMillis(),
            _ -> emitter.fail(new TimeoutException("a transaction took more than " + patience)));
    Uni.createFrom()
        .<T>deferred(() -> sessions.withTransaction(work))
        .onTermination()
        .invoke(() -> vertx.cancelTimer(timer))
        .subscribe()
        .with(emitter::complete, emitter::fail);
  }

  /** Sessions hang on the context they are opened in; with one of its own none meets another. */
  private Context ownContext() {
    var context =
        Objects.requireNonNull(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
    VertxContextSafetyToggle.setContextSafe(context, true);
    return context;
  }

  /** The texts in the only column of a query's answer. */
  static Uni<List<String>> texts(Mutiny.Session session, String sql, Map<String, ?> parameters) {
    var query = session.createNativeQuery(sql, String.class);
    parameters.forEach(query::setParameter);
    return query.getResultList();
  }

  /** Runs a statement and says how many rows it changed. */
  static Uni<Integer> run(Mutiny.Session session, String sql, Map<String, ?> parameters) {
    var query = session.createNativeQuery(sql);
    parameters.forEach(query::setParameter);
    return query.executeUpdate();
  }
}
