package io.taskcall.sync.calling;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.taskcall.sync.SyncConfig;
import io.taskcall.sync.domain.Call;
import io.taskcall.sync.domain.CallsWaiting;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Keeps some calls going at once. One looks for calls that are due, whether woken or by the clock,
 * and as long as it finds one and there is room, looks again.
 */
@ApplicationScoped
class Lanes {
  private static final Logger LOG = Logger.getLogger(Lanes.class);

  private final Vertx vertx;
  private final Caller caller;
  private final SyncConfig config;
  private boolean closed;
  private boolean looking;
  private boolean woken;
  private int busy;

  Lanes(Vertx vertx, Caller caller, SyncConfig config) {
    this.vertx = vertx;
    this.caller = caller;
    this.config = config;
  }

  void open(@Observes StartupEvent event) {
    vertx.setPeriodic(config.poll().toMillis(), _ -> look());
  }

  void close(@Observes ShutdownEvent event) {
    synchronized (this) {
      closed = true;
    }
  }

  void wake(@Observes CallsWaiting event) {
    look();
  }

  private void look() {
    synchronized (this) {
      if (closed || looking || busy >= config.lanes()) {
        woken = true;
        return;
      }
      looking = true;
      woken = false;
    }
    inContextOfItsOwn(
        caller::claim,
        this::found,
        failure -> {
          LOG.warnf("cannot look for calls now: %s", failure);
          found(Optional.empty());
        });
  }

  private void found(Optional<Call> call) {
    boolean again;
    synchronized (this) {
      looking = false;
      call.ifPresent(_ -> busy++);
      again = call.isPresent() || woken;
    }
    call.ifPresent(this::make);
    if (again) {
      look();
    }
  }

  private void make(Call call) {
    inContextOfItsOwn(
        () -> caller.make(call),
        _ -> done(),
        failure -> {
          LOG.warnf("cannot write down what came of a call: %s", failure);
          done();
        });
  }

  private void done() {
    synchronized (this) {
      busy--;
    }
    look();
  }

  /** A database session belongs to its context. */
  private <T> void inContextOfItsOwn(
      Supplier<Uni<T>> work, Consumer<T> then, Consumer<Throwable> otherwise) {
    var context =
        Objects.requireNonNull(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
    VertxContextSafetyToggle.setContextSafe(context, true);
    context.runOnContext(
        _ -> Uni.createFrom().deferred(() -> work.get()).subscribe().with(then, otherwise));
  }
}
