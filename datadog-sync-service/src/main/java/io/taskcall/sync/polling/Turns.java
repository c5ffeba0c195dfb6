package io.taskcall.sync.polling;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.taskcall.sync.SyncConfig;
import io.taskcall.sync.postgres.Polls;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Takes the turns that are due, some at once, so that nobody waits for somebody else's Datadog. */
@ApplicationScoped
class Turns {
  private static final Logger LOG = Logger.getLogger(Turns.class);
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final int AT_ONCE = 2;
  private static final long LOOK_EVERY_MILLIS_MAX = 1_000;

  private final Vertx vertx;
  private final Polls polls;
  private final Monitors monitors;
  private final Unheard unheard;
  private final Poller poller;
  private final SyncConfig config;
  private volatile boolean closed;

  Turns(
      Vertx vertx,
      Polls polls,
      Monitors monitors,
      Unheard unheard,
      Poller poller,
      SyncConfig config) {
    this.unheard = unheard;
    this.vertx = vertx;
    this.polls = polls;
    this.monitors = monitors;
    this.poller = poller;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    if (config.pollingEnabled()) {
      for (int i = 0; i < AT_ONCE; i++) {
        rest();
      }
    }
  }

  void stop(@Observes ShutdownEvent event) {
    closed = true;
  }

  private void rest() {
    long millis = Math.min(LOOK_EVERY_MILLIS_MAX, config.pollingShortest().toMillis());
    // A database session wants a context of its own, which no event loop may ask for.
    vertx.setTimer(millis, _ -> Infrastructure.getDefaultWorkerPool().execute(this::take));
  }

  private void take() {
    if (closed) {
      return;
    }
    VertxContextSupport.subscribeWith(
        () ->
            polls
                .claim(Instant.now(), LEASE)
                .flatMap(turn ->
                    turn.map(due ->
                            monitors
                                .ask(due)
                                .chain(() -> unheard.ask(due))
                                .chain(() -> poller.ask(due))
                                .replaceWith(true))
                        .orElseGet(() -> Uni.createFrom().item(false)))
                .onFailure()
                .invoke(failure -> LOG.warnf(failure, "cannot ask Datadog what changed"))
                .onFailure()
                .recoverWithItem(false)
                .toMulti(),
        _ -> rest());
  }
}
