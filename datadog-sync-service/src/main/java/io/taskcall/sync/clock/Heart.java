package io.taskcall.sync.clock;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.taskcall.sync.SyncConfig;
import io.taskcall.sync.postgres.Replicas;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Says again and again that this process is alive, and hears which are not any more. */
@ApplicationScoped
class Heart {
  private static final Logger LOG = Logger.getLogger(Heart.class);

  /** So many beats may fail before a process is taken to be dead. */
  private static final int BEATS = 6;

  private final Vertx vertx;
  private final Replicas replicas;
  private final SyncConfig config;
  private volatile boolean closed;

  Heart(Vertx vertx, Replicas replicas, SyncConfig config) {
    this.vertx = vertx;
    this.replicas = replicas;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    // A database session wants a context of its own, which no event loop may ask for.
    Infrastructure.getDefaultWorkerPool().execute(this::beat);
  }

  void stop(@Observes ShutdownEvent event) {
    closed = true;
  }

  private void beat() {
    if (closed) {
      return;
    }
    var now = Instant.now();
    VertxContextSupport.subscribeWith(
        () ->
            replicas
                .beat(now, now.plus(config.deadAfter()))
                .onFailure()
                .invoke(failure -> LOG.warnf("cannot say now that we are alive: %s", failure))
                .onFailure()
                .recoverWithItem(0)
                .toMulti(),
        dead -> {
          if (dead > 0) {
            LOG.infof("%d other processes have died; what they were about goes on", dead);
          }
          vertx.setTimer(
              Math.max(1, config.deadAfter().toMillis() / BEATS),
              _ -> Infrastructure.getDefaultWorkerPool().execute(this::beat));
        });
  }
}
