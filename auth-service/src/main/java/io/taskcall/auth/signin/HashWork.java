package io.taskcall.auth.signin;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hashes passwords beside the event loop, few at a time: each takes memory that a small machine has
 * not got twice.
 */
@ApplicationScoped
public class HashWork {
  private static final int AT_ONCE = 1;
  private static final int WAITING_MAX = 50;

  private final WorkerExecutor workers;
  private final AtomicInteger waiting = new AtomicInteger();

  HashWork(Vertx vertx) {
    workers = vertx.createSharedWorkerExecutor("passwords", AT_ONCE);
  }

  /** Does the work; or nothing of it, if so much is waiting that it would take long. */
  public <T> Uni<Optional<T>> attempt(Callable<T> work) {
    if (waiting.incrementAndGet() > WAITING_MAX) {
      waiting.decrementAndGet();
      return Uni.createFrom().item(Optional.empty());
    }
    return Uni.createFrom()
        .completionStage(() -> workers.executeBlocking(work, false).toCompletionStage())
        .onTermination()
        .invoke(waiting::decrementAndGet)
        .map(Optional::of);
  }

  @PreDestroy
  void close() {
    workers.close();
  }
}
