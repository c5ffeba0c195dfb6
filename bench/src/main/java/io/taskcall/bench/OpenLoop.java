package io.taskcall.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/**
 * Posts distinct alerts at a fixed rate, however slowly they are answered: what is late counts from
 * when it should have been sent, so that waiting hides nothing.
 */
final class OpenLoop {
  private static final int ACCEPTED = 202;
  private static final int UNANSWERED_MAX = 256;

  /**
   * What was sent.
   *
   * @param dueMicros when each alert was due, in microseconds since 1970, by its number
   */
  record Sent(Map<Long, Long> dueMicros, long accepted, long refused) {}

  private OpenLoop() {}

  static Sent send(HttpClient http, String url, String run, int count, int perSecond) {
    var due = new HashMap<Long, Long>();
    var accepted = new LongAdder();
    var refused = new LongAdder();
    var unanswered = new Semaphore(UNANSWERED_MAX);
    long begunNanos = System.nanoTime();
    long begunMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    long number = System.currentTimeMillis() * 1_000 % 1_000_000_000_000L;
    for (int i = 0; i < count; i++) {
      long offset = Duration.ofSeconds(1).toNanos() * i / perSecond;
      Waiting.untilNanos(begunNanos + offset);
      due.put((long) i, begunMicros + offset / 1_000);
      var body = Payload.triggered(number + i, run + " #" + i, System.currentTimeMillis());
      var request =
          HttpRequest.newBuilder(URI.create(url))
              .header("Content-Type", "application/json")
              .timeout(Duration.ofSeconds(30))
              .POST(BodyPublishers.ofString(body))
              .build();
      unanswered.acquireUninterruptibly();
      var sending =
          http.sendAsync(request, BodyHandlers.discarding())
              .whenComplete((answer, failure) -> {
                boolean stored = failure == null && answer.statusCode() == ACCEPTED;
                (stored ? accepted : refused).increment();
                unanswered.release();
              });
      if (sending.isCancelled()) {
        throw new IllegalStateException("nobody cancels this");
      }
    }
    unanswered.acquireUninterruptibly(UNANSWERED_MAX);
    return new Sent(due, accepted.sum(), refused.sum());
  }
}
