package io.taskcall.oncall.worker;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;

/**
 * Works out long stretches of schedules on a few threads of its own: however many of them are asked
 * for, event loops go on, and so does whatever else waits for a worker.
 */
@ApplicationScoped
public class Workers {
  private static final int THREADS = 2;

  private final WorkerExecutor threads;

  Workers(Vertx vertx) {
    threads = vertx.createSharedWorkerExecutor("schedules", THREADS);
  }

  /** Whoever waits goes on where they were. */
  public <T> Uni<T> work(Callable<T> task) {
    return threads.executeBlocking(task, false);
  }
}
