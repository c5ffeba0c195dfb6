package io.taskcall.sandbox.delivery;

import io.quarkus.runtime.ShutdownEvent;
import io.taskcall.sandbox.SandboxConfig;
import io.taskcall.sandbox.memory.SwitchBoard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Sends webhooks one after the other. While one is tried again those behind it wait, so that what
 * happened first arrives first.
 */
@ApplicationScoped
class DeliveryQueue {
  private static final int WAITING_MAX = 8_000;

  private final ArrayDeque<Delivery> waiting = new ArrayDeque<>();
  private final ScheduledExecutorService sender =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webhooks").factory());
  private final DeliveryLog log;
  private final Poster poster;
  private final SwitchBoard switches;
  private final Duration backoff;
  private boolean sending;

  DeliveryQueue(DeliveryLog log, Poster poster, SwitchBoard switches, SandboxConfig config) {
    this.log = log;
    this.poster = poster;
    this.switches = switches;
    backoff = config.webhook().backoff();
  }

  void stop(@Observes ShutdownEvent stopping) {
    sender.shutdownNow();
  }

  /** What can't be sent at all, or not be queued any more, is lost; the log says so. */
  synchronized void add(Delivery delivery) {
    var lost =
        switches.switches().loseWebhooks()
            || delivery.request().url().isEmpty()
            || waiting.size() >= WAITING_MAX;
    log.put(lost ? delivery.lost() : delivery);
    if (!lost) {
      waiting.add(delivery);
      if (!sending) {
        sending = true;
        sender.execute(this::sendFirst);
      }
    }
  }

  private void sendFirst() {
    var delivery = first();
    var attempt = poster.post(delivery.request(), Instant.now());
    var after = delivery.after(attempt);
    log.put(after);
    if (after.outcome() == Delivery.Outcome.QUEUED) {
      replaceFirst(after);
      var pause = backoff.multipliedBy(1L << (after.attempts().size() - 1));
      later(pause);
    } else if (removeFirst()) {
      later(Duration.ZERO);
    }
  }

  private void later(Duration pause) {
    if (!sender.isShutdown()) {
      var _ = sender.schedule(this::sendFirst, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private synchronized Delivery first() {
    return waiting.element();
  }

  private synchronized void replaceFirst(Delivery after) {
    waiting.removeFirst();
    waiting.addFirst(after);
  }

  /** Whether there is another one to send. */
  private synchronized boolean removeFirst() {
    waiting.removeFirst();
    sending = !waiting.isEmpty();
    return sending;
  }
}
