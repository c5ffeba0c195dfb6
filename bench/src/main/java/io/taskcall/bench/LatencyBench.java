package io.taskcall.bench;

import io.taskcall.quickstart.Installation;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collections;
import org.HdrHistogram.Histogram;

/**
 * How long from a webhook to its page: at a steady 50 alerts a second, and in a storm of 10,000
 * alerts in 10 seconds, of which every one must be accounted for. Times run from when a webhook was
 * due, not from when it could be sent.
 *
 * <p>Before that it warms up until a round is hardly better than the one before: the compilers of
 * all the virtual machines are then through with most of their work. After each round its alerts
 * recover, so that nothing escalates into the next.
 */
public final class LatencyBench {
  private static final int STEADY_PER_SECOND = 50;
  private static final int STEADY_ALERTS = 1_500;
  private static final int WARM_UP_ALERTS = 1_000;
  private static final int WARM_UP_ROUNDS_MAX = 10;

  /** A round counts as hardly better when it takes at least this much of the one before. */
  private static final double SETTLED = 0.8;

  private static final int RECOVERIES_PER_SECOND = 200;
  private static final int STORM_ALERTS = 10_000;
  private static final int STORM_PER_SECOND = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long LONGEST_MICROS = PATIENCE.toMillis() * 1_000;

  private final HttpClient http;
  private final Installation taskcall;
  private final Mailbox mailbox;
  private final Incidents incidents;
  private final String url;
  private final Results results = new Results("latency");

  private LatencyBench(HttpClient http, Installation taskcall) {
    this.http = http;
    this.taskcall = taskcall;
    this.mailbox = new Mailbox(http, taskcall.sandboxUrl());
    this.incidents = new Incidents(http, taskcall);
    this.url = taskcall.integrationUrl();
  }

  public static void main(String[] args) {
    try (var taskcall = Installation.findOrStart(System.getenv(), Results::say);
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var bench = new LatencyBench(http, taskcall);
      bench.warmUp();
      bench.report("steady 50/s", bench.run("steady", STEADY_ALERTS, STEADY_PER_SECOND));
      bench.report("storm 1,000/s", bench.run("storm", STORM_ALERTS, STORM_PER_SECOND));
      bench.results.write();
    }
    System.exit(0);
  }

  private void warmUp() {
    double before = Double.MAX_VALUE;
    for (int round = 1; round <= WARM_UP_ROUNDS_MAX; round++) {
      var latency = run("warm-up", WARM_UP_ALERTS, STEADY_PER_SECOND).latency();
      double millis = latency.getValueAtPercentile(50) / 1_000.0;
      System.out.printf("warming up, round %d: p50 %.0f ms%n", round, millis);
      if (millis > before * SETTLED) {
        return;
      }
      before = millis;
    }
  }

  /**
   * What came of one run.
   *
   * @param firstMicros from when the first webhook was due to the first page of all
   */
  private record Outcome(OpenLoop.Sent sent, Histogram latency, long firstMicros, Effort effort) {}

  private Outcome run(String name, int count, int perSecond) {
    mailbox.clear();
    var run = name + " " + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    var effort = new Effort(taskcall);
    effort.begin();
    var sent = OpenLoop.send(http, url, run, count, perSecond);
    Waiting.until(
        "all " + sent.accepted() + " pages of " + name + " arrived",
        PATIENCE,
        () -> mailbox.count() >= sent.accepted());
    effort.end();
    var latency = new Histogram(LONGEST_MICROS, 3);
    var arrivals = mailbox.arrivals(run);
    arrivals.forEach((number, micros) -> {
      var due = sent.dueMicros().get(number);
      if (due != null) {
        latency.recordValue(Math.clamp(micros - due, 0, LONGEST_MICROS));
      }
    });
    var over = OpenLoop.recover(http, url, run, sent, RECOVERIES_PER_SECOND);
    if (over.refused() > 0) {
      throw new IllegalStateException(over.refused() + " recoveries were refused");
    }
    Waiting.until("every incident is resolved", PATIENCE, incidents::noneUnresolved);
    long first = Collections.min(arrivals.values()) - Collections.min(sent.dueMicros().values());
    return new Outcome(sent, latency, first, effort);
  }

  private void report(String name, Outcome outcome) {
    var latency = outcome.latency();
    results.add(name + ": accepted", (double) outcome.sent().accepted(), "");
    results.add(name + ": refused", (double) outcome.sent().refused(), "");
    results.add(name + ": alerts paged", (double) latency.getTotalCount(), "");
    results.add(name + ": first page after", outcome.firstMicros() / 1_000.0, "ms");
    results.add(name + ": p50", latency.getValueAtPercentile(50) / 1_000.0, "ms");
    results.add(name + ": p99", latency.getValueAtPercentile(99) / 1_000.0, "ms");
    results.add(name + ": longest", latency.getMaxValue() / 1_000.0, "ms");
    outcome.effort().report(results, (double) outcome.sent().accepted());
  }
}
