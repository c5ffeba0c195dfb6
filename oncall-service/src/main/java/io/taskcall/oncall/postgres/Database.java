package io.taskcall.oncall.postgres;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  Database(Mutiny.SessionFactory sessions, Vertx vertx) {
    this.sessions = sessions;
    this.vertx = vertx;
  }

  /** Runs {@code work} in a transaction: all of it happens, or nothing. */
  <T> Uni<T> transaction(Function<Mutiny.Session, Uni<T>> work) {
    return Uni.createFrom()
        .<T>deferred(() -> sessions.withTransaction(work))
        .runSubscriptionOn(task -> ownContext().runOnContext(_ -> task.run()));
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
