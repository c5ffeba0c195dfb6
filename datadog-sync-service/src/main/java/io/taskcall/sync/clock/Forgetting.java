package io.taskcall.sync.clock;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.taskcall.sync.SyncConfig;
import io.taskcall.sync.domain.Remembrance;
import io.taskcall.sync.postgres.Past;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Forgets what is long past, so that the database grows with what is going on, not with time. */
@ApplicationScoped
class Forgetting {
  private static final Logger LOG = Logger.getLogger(Forgetting.class);

  private final Vertx vertx;
  private final Past past;
  private final Remembrance remembrance;
  private final long everyMillis;
  private volatile boolean closed;

  Forgetting(Vertx vertx, Past past, Remembrance remembrance, SyncConfig config) {
    this.vertx = vertx;
    this.past = past;
    this.remembrance = remembrance;
    this.everyMillis = config.forgetEvery().toMillis();
  }

  void start(@Observes StartupEvent event) {
    rest();
  }

  void stop(@Observes ShutdownEvent event) {
    closed = true;
  }

  private void rest() {
    // A database session wants a context of its own, which no event loop may ask for.
    vertx.setTimer(everyMillis, _ -> Infrastructure.getDefaultWorkerPool().execute(this::forget));
  }

  private void forget() {
    if (closed) {
      return;
    }
    VertxContextSupport.subscribeWith(
        () ->
            past.forget(remembrance.beginsAt(Instant.now()))
                .onFailure()
                .invoke(failure -> LOG.warnf("cannot forget what is long past now: %s", failure))
                .onFailure()
                .recoverWithItem(0)
                .toMulti(),
        forgotten -> {
          if (forgotten > 0) {
            LOG.debugf("forgot %d rows about what is long past", forgotten);
          }
          rest();
        });
  }
}
