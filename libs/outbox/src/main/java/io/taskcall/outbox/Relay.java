package io.taskcall.outbox;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Publishes what waits in the outbox, on a thread of its own: when nudged, and every so often to be
 * sure. Whatever is down, it tries again until it is back.
 */
final class Relay implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Relay.class);

  private final RelayBatch batch;
  private final long pollMillis;
  private final Semaphore nudged = new Semaphore(0);
  private final Thread thread = new Thread(this::run, "outbox-relay");
  private volatile boolean closed;

  Relay(RelayBatch batch, OutboxConfig config) {
    this.batch = batch;
    this.pollMillis = config.poll().toMillis();
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void nudge() {
    nudged.release();
  }

  private void run() {
    boolean failing = false;
    while (!closed) {
      try {
        boolean more = batch.publish();
        if (failing) {
          LOG.info("the outbox is being published again");
          failing = false;
        }
        if (!more) {
          awaitNudge();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (ExecutionException | RuntimeException e) {
        if (!failing) {
          LOG.warn("the outbox cannot be published now, and will be tried until it can", e);
          failing = true;
        }
        if (!pause()) {
          return;
        }
      }
    }
  }

  private void awaitNudge() throws InterruptedException {
    if (nudged.tryAcquire(pollMillis, TimeUnit.MILLISECONDS)) {
      nudged.drainPermits();
    }
  }

  /** False if it is time to end. */
  private boolean pause() {
    try {
      awaitNudge();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
