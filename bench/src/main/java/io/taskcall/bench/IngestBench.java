package io.taskcall.bench;

import io.taskcall.quickstart.Installation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How many webhooks a second are accepted, safely stored, over 64 connections; beside it, in turns,
 * how many posts of the same size Prometheus Alertmanager accepts in memory, if it is installed.
 * The load comes from {@code wrk} and shares the machine with all of TaskCall, which goes on to
 * judge what is accepted; Alertmanager has its turn when that is done.
 */
public final class IngestBench {
  private static final int WARM_UP_ROUNDS_MAX = 12;

  /** It is warm when a round is not this much better than the best before. */
  private static final double BETTER = 1.03;

  private static final int ROUNDS = 4;
  private static final int SECONDS = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** TaskCall is at rest when all of it uses less than this in a second. */
  private static final Duration REST = Duration.ofMillis(300);

  private final Installation taskcall;
  private final Results results = new Results("ingest");

  private IngestBench(Installation taskcall) {
    this.taskcall = taskcall;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    if (Commands.find("wrk").isEmpty()) {
      System.err.println("bench ingest needs wrk (apt-get install wrk)");
      System.exit(1);
    }
    try (var taskcall = Installation.findOrStart(System.getenv(), Results::say)) {
      var bench = new IngestBench(taskcall);
      var command = Commands.find("prometheus-alertmanager");
      if (command.isPresent()) {
        try (var alertmanager = Alertmanager.start(command.get())) {
          bench.measure(Optional.of(alertmanager));
        }
      } else {
        bench.measure(Optional.empty());
        System.out.println("  (prometheus-alertmanager is not installed: no comparison)");
      }
      bench.results.write();
    }
    System.exit(0);
  }

  private void measure(Optional<Alertmanager> alertmanager)
      throws IOException, InterruptedException {
    var webhook = Payload.triggered(1, "Ingest bench", System.currentTimeMillis());
    int bytes = webhook.getBytes(StandardCharsets.UTF_8).length;
    var alert = Alertmanager.alert(bytes, Instant.now());
    results.add("body", bytes, "bytes");
    Results.say("warming up");
    warmUp(doors(), webhook);
    if (alertmanager.isPresent()) {
      rest();
      warmUp(alertmanager.get().alertsUrl(), alert);
    }
    var own = new ArrayList<Wrk>();
    var theirs = new ArrayList<Wrk>();
    var effort = new Effort(taskcall);
    for (int round = 1; round <= ROUNDS; round++) {
      rest();
      effort.begin();
      own.add(Wrk.post(doors(), webhook, SECONDS));
      effort.end();
      if (alertmanager.isPresent()) {
        rest();
        theirs.add(Wrk.post(alertmanager.get().alertsUrl(), alert, SECONDS));
      }
    }
    report("webhooks accepted durably", own);
    effort.report(results, own.stream().mapToDouble(Wrk::accepted).sum());
    if (alertmanager.isPresent()) {
      report("Alertmanager, accepted in memory", theirs);
      results.add("ratio", median(own, Wrk::perSecond) / median(theirs, Wrk::perSecond), "");
    }
  }

  /** Until it gets no faster: the compilers are then through with what matters. */
  private static void warmUp(String url, String body) throws IOException, InterruptedException {
    double best = 0;
    for (int round = 1; round <= WARM_UP_ROUNDS_MAX; round++) {
      double perSecond = Wrk.post(url, body, SECONDS).perSecond();
      System.out.printf(Locale.ROOT, "  round %d: %,.0f/s%n", round, perSecond);
      if (perSecond < best * BETTER) {
        return;
      }
      best = Math.max(best, perSecond);
    }
  }

  /** Past the front door, as Alertmanager has none. */
  private String doors() {
    var path = taskcall.integrationUrl().substring(taskcall.url().length());
    return taskcall.serviceUrl("ingest") + path;
  }

  /** What was accepted is worked off before somebody else has a turn. */
  private void rest() {
    Waiting.until(
        "TaskCall has worked off what it accepted",
        PATIENCE,
        () -> {
          var before = processorTime();
          Waiting.untilNanos(System.nanoTime() + Duration.ofSeconds(1).toNanos());
          return processorTime().minus(before).compareTo(REST) < 0;
        });
  }

  private Duration processorTime() {
    return taskcall.processorTimes().values().stream().reduce(Duration.ZERO, Duration::plus);
  }

  private void report(String what, List<Wrk> rounds) {
    for (var round : rounds) {
      System.out.printf(Locale.ROOT, "  %s: %,.0f/s%n", what, round.perSecond());
    }
    results.add(what, median(rounds, Wrk::perSecond), "/s");
    results.add(what + ": refused", rounds.stream().mapToDouble(Wrk::refused).sum(), "");
    results.add(what + ": p99", median(rounds, Wrk::p99Millis), "ms");
    results.add(what + ": wrk's share of a processor", median(rounds, Wrk::processorShare), "");
  }

  private static double median(List<Wrk> rounds, ToDoubleFunction<Wrk> figure) {
    var sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
