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
import java.util.function.IntFunction;

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
   * @param first the number of the first alert; the others count up from it
   * @param dueMicros when each alert was due, in microseconds since 1970, by its place from 0
   */
  record Sent(long first, Map<Long, Long> dueMicros, long accepted, long refused) {}

  private OpenLoop() {}

  /** Posts that so many alerts fire. */
  static Sent send(HttpClient http, String url, String run, int count, int perSecond) {
    long first = System.currentTimeMillis() * 1_000 % 1_000_000_000_000L;
    return post(
        http,
        url,
        first,
        count,
        perSecond,
        i -> Payload.triggered(first + i, run + " #" + i, System.currentTimeMillis()));
  }

  /** Posts that the alerts that were sent have recovered. */
  static Sent recover(HttpClient http, String url, String run, Sent sent, int perSecond) {
    return post(
        http,
        url,
        sent.first(),
        sent.dueMicros().size(),
        perSecond,
        i -> Payload.recovered(sent.first() + i, run + " #" + i, System.currentTimeMillis()));
  }

  private static Sent post(
      HttpClient http, String url, long first, int count, int perSecond, IntFunction<String> body) {
    var due = new HashMap<Long, Long>();
    var accepted = new LongAdder();
    var refused = new LongAdder();
    var unanswered = new Semaphore(UNANSWERED_MAX);
    long begunNanos = System.nanoTime();
    long begunMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    for (int i = 0; i < count; i++) {
      long offset = Duration.ofSeconds(1).toNanos() * i / perSecond;
      Waiting.untilNanos(begunNanos + offset);
      due.put((long) i, begunMicros + offset / 1_000);
      var request =
          HttpRequest.newBuilder(URI.create(url))
              .header("Content-Type", "application/json")
              .timeout(Duration.ofSeconds(30))
              .POST(BodyPublishers.ofString(body.apply(i)))
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
    return new Sent(first, due, accepted.sum(), refused.sum());
  }
}
