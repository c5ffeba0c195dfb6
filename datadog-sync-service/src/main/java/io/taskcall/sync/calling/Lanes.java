package io.taskcall.sync.calling;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.taskcall.sync.SyncConfig;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Keeps some calls going at once: each lane makes one after the other and rests when none is due.
 */
@ApplicationScoped
class Lanes {
  private static final Logger LOG = Logger.getLogger(Lanes.class);

  private final Vertx vertx;
  private final Caller caller;
  private final SyncConfig config;
  private volatile boolean closed;

  Lanes(Vertx vertx, Caller caller, SyncConfig config) {
    this.vertx = vertx;
    this.caller = caller;
    this.config = config;
  }

  void open(@Observes StartupEvent event) {
    for (int lane = 0; lane < config.lanes(); lane++) {
      turn();
    }
  }

  void close(@Observes ShutdownEvent event) {
    closed = true;
  }

  /** One turn of a lane, in a context of its own: a database session belongs to its context. */
  private void turn() {
    if (closed) {
      return;
    }
    var context =
        Objects.requireNonNull(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
    VertxContextSafetyToggle.setContextSafe(context, true);
    context.runOnContext(start ->
        Uni.createFrom()
            .deferred(caller::next)
            .subscribe()
            .with(
                found -> {
                  if (found) {
                    turn();
                  } else {
                    rest();
                  }
                },
                failure -> {
                  LOG.warnf("cannot make calls now: %s", failure);
                  rest();
                }));
  }

  private void rest() {
    vertx.setTimer(config.poll().toMillis(), timer -> turn());
  }
}
