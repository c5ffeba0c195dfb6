package io.taskcall.oncall.clock;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.OncallConfig;
import io.taskcall.oncall.domain.page.PagesWaiting;
import io.taskcall.oncall.postgres.Audit;
import io.taskcall.oncall.postgres.Chore;
import io.taskcall.oncall.postgres.HeartbeatWatch;
import io.taskcall.oncall.postgres.Waking;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Wakes incidents whose time has come, and the auditor. */
@ApplicationScoped
class Ticker {
  private static final Logger LOG = Logger.getLogger(Ticker.class);
  private static final Duration LISTEN_EVERY = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final OncallConfig config;
  private final Waking waking;
  private final Audit audit;
  private final HeartbeatWatch heartbeats;
  private final OutsideWatch outside;
  private final List<Chore> chores;
  private final Event<PagesWaiting> pagesWaiting;
  private final List<Long> timers = new CopyOnWriteArrayList<>();

  Ticker(
      Vertx vertx,
      OncallConfig config,
      Waking waking,
      Audit audit,
      HeartbeatWatch heartbeats,
      OutsideWatch outside,
      @All List<Chore> chores,
      Event<PagesWaiting> pagesWaiting) {
    this.vertx = vertx;
    this.config = config;
    this.waking = waking;
    this.audit = audit;
    this.heartbeats = heartbeats;
    this.outside = outside;
    this.chores = List.copyOf(chores);
    this.pagesWaiting = pagesWaiting;
  }

  void start(@Observes StartupEvent event) {
    every(config.tick(), "escalation", () -> waking.wakeDue(Instant.now()));
    every(config.audit(), "the audit", this::audit);
    every(LISTEN_EVERY, "listening to heartbeats", () -> heartbeats.look(Instant.now()));
    chores.forEach(chore -> every(chore.every(), chore.what(), () -> chore.doIt(Instant.now())));
  }

  void stop(@Observes ShutdownEvent event) {
    timers.forEach(vertx::cancelTimer);
  }

  private Uni<Void> audit() {
    var now = Instant.now();
    return audit
        .run(now, now.minus(config.remember()))
        .invoke(found -> {
          if (!found.none()) {
            LOG.warnf(
                "the audit found %d overdue pages, %d incidents whose escalation is late,"
                    + " and %d that cannot be dealt with",
                found.overduePages(), found.lateIncidents(), found.putOff());
          }
          pagesWaiting.fire(PagesWaiting.ANYWHERE);
        })
        .flatMap(found -> found.none() ? outside.allIsWell() : outside.notWell());
  }

  /** One at a time: a turn that takes long makes the next one wait. */
  private void every(Duration period, String what, Supplier<Uni<Void>> work) {
    var running = new AtomicBoolean();
    timers.add(
        vertx.setPeriodic(
            period.toMillis(),
            _ -> {
              if (running.compareAndSet(false, true)) {
                Uni.createFrom()
                    .<Void>deferred(work::get)
                    .subscribe()
                    .with(
                        _ -> running.set(false),
                        failure -> {
                          LOG.warnf("%s will be tried again: %s", what, failure);
                          running.set(false);
                        });
              }
            }));
  }
}
