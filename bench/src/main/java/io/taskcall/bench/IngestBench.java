package io.taskcall.bench;

import io.taskcall.quickstart.Installation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * How many webhooks a second are accepted, safely stored, over 64 connections; beside it, in turns,
 * how many posts of the same size Prometheus Alertmanager accepts in memory, if it is installed.
 * The load comes from {@code wrk} and shares the machine with all of TaskCall, which goes on to
 * judge what is accepted; Alertmanager has its turn when that is done.
 */
public final class IngestBench {
  private static final int WARM_UP_SECONDS = 20;
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
    Wrk.post(doors(), webhook, WARM_UP_SECONDS);
    if (alertmanager.isPresent()) {
      Wrk.post(alertmanager.get().alertsUrl(), alert, WARM_UP_SECONDS);
    }
    var own = new ArrayList<Wrk>();
    var theirs = new ArrayList<Wrk>();
    var used = new TreeMap<String, Double>();
    for (int round = 1; round <= ROUNDS; round++) {
      rest();
      own.add(post(webhook, used));
      if (alertmanager.isPresent()) {
        rest();
        theirs.add(Wrk.post(alertmanager.get().alertsUrl(), alert, SECONDS));
      }
    }
    report("webhooks accepted durably", own);
    double accepted = own.stream().mapToDouble(Wrk::accepted).sum();
    used.forEach(
        (part, micros) -> results.add("  processor time of " + part, micros / accepted, "us each"));
    if (alertmanager.isPresent()) {
      report("Alertmanager, accepted in memory", theirs);
      results.add("ratio", median(own, Wrk::perSecond) / median(theirs, Wrk::perSecond), "");
    }
  }

  /** Past the front door, as Alertmanager has none. */
  private String doors() {
    var path = taskcall.integrationUrl().substring(taskcall.url().length());
    return taskcall.serviceUrl("ingest") + path;
  }

  /** Posts to TaskCall and adds up what each of its parts used of the processors meanwhile. */
  private Wrk post(String webhook, Map<String, Double> used)
      throws IOException, InterruptedException {
    var before = taskcall.processorTimes();
    var seen = Wrk.post(doors(), webhook, SECONDS);
    taskcall
        .processorTimes()
        .forEach((part, after) -> {
          var spent = after.minus(before.getOrDefault(part, Duration.ZERO));
          used.merge(part, spent.toNanos() / 1e3, Double::sum);
        });
    return seen;
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
