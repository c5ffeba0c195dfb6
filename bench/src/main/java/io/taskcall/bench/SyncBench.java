package io.taskcall.bench;

import io.taskcall.quickstart.Installation;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.HdrHistogram.Histogram;

/**
 * How fast a change crosses from one side to the other, each way; and whether both sides end equal,
 * with nothing crossed back, after changes on both sides while one call in three fails, Datadog
 * limits the rate, and webhooks get lost.
 */
public final class SyncBench {
  private static final int PAIRS = 50;
  private static final int ROUNDS = 6;
  private static final int CHANGES = 1_000;
  private static final int FAIL_EVERY = 3;
  private static final int RATE_PER_MINUTE = 1_200;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long LONGEST_MICROS = PATIENCE.toMillis() * 1_000;
  private static final List<String> PRIORITIES = List.of("P1", "P2", "P3", "P4", "P5");

  private final BothSides sides;
  private final Results results = new Results("sync");
  private final List<Pair> pairs = new ArrayList<>();
  private final Random random = new Random(5);

  /**
   * One incident on both sides.
   *
   * @param saidThere what somebody in Datadog has set
   */
  private record Pair(String here, String there, Set<String> saidThere) {}

  private SyncBench(BothSides sides) {
    this.sides = sides;
  }

  public static void main(String[] args) {
    try (var taskcall = Installation.findOrStart(System.getenv(), Results::say);
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var bench = new SyncBench(new BothSides(http, taskcall));
      bench.sides.allWell();
      bench.open();
      bench.measure("here to there", true);
      bench.measure("there to here", false);
      bench.harm(args.length > 0 ? Integer.parseInt(args[0]) : CHANGES);
      bench.results.write();
    }
    System.exit(0);
  }

  private void open() {
    var run = "mirror " + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    var there = new HashMap<String, String>();
    for (int i = 0; i < PAIRS; i++) {
      var title = run + " #" + i;
      there.put(title, sides.declare(title, "SEV-3"));
    }
    Waiting.until("all incidents are here", PATIENCE, () -> known(run).size() == PAIRS);
    known(run)
        .forEach(told -> {
          pairs.add(
              new Pair(told.id(), declared(there, told.title()), new HashSet<>(Set.of("P3"))));
          sides.acknowledge(told.id());
        });
  }

  private static String declared(Map<String, String> there, String title) {
    return Objects.requireNonNull(there.get(title), title);
  }

  private List<BothSides.Told> known(String run) {
    return sides.here().stream().filter(told -> told.title().startsWith(run + " #")).toList();
  }

  /** All pairs change at once, and the next round begins when all have crossed. */
  private void measure(String way, boolean fromHere) {
    var latency = new Histogram(LONGEST_MICROS, 3);
    long took = 0;
    for (int round = 0; round < ROUNDS; round++) {
      var priority = PRIORITIES.get((round + (fromHere ? 0 : 1)) % PRIORITIES.size());
      var begun = new HashMap<Pair, Long>();
      long start = System.nanoTime();
      for (var pair : pairs) {
        begun.put(pair, System.nanoTime());
        if (fromHere) {
          sides.changeHere(pair.here(), Map.of("priority", priority));
        } else {
          pair.saidThere().add(priority);
          sides.changeThere(pair.there(), Map.of("severity", severity(priority)));
        }
      }
      Waiting.until(
          way + ", round " + round,
          PATIENCE,
          () -> {
            var crossed = crossed(priority, fromHere);
            long now = System.nanoTime();
            for (var pair : List.copyOf(begun.keySet())) {
              if (crossed.contains(fromHere ? pair.there() : pair.here())) {
                long since = Objects.requireNonNull(begun.remove(pair));
                latency.recordValue(Math.clamp((now - since) / 1_000, 0, LONGEST_MICROS));
              }
            }
            return begun.isEmpty();
          });
      took += System.nanoTime() - start;
    }
    results.add(way + ": changes/s", PAIRS * ROUNDS / (took / 1e9), "");
    results.add(way + ": p50", latency.getValueAtPercentile(50) / 1_000.0, "ms");
    results.add(way + ": p99", latency.getValueAtPercentile(99) / 1_000.0, "ms");
  }

  private Set<String> crossed(String priority, boolean fromHere) {
    var crossed = new HashSet<String>();
    if (fromHere) {
      sides.there().values().stream()
          .filter(told -> told.priority().equals(severity(priority)))
          .forEach(told -> crossed.add(told.id()));
    } else {
      sides.here().stream()
          .filter(told -> told.priority().equals(priority))
          .forEach(told -> crossed.add(told.id()));
    }
    return crossed;
  }

  private void harm(int changes) {
    var before = sides.calls();
    sides.switches(
        Map.of(
            "failEvery", FAIL_EVERY, "rateLimitPerMinute", RATE_PER_MINUTE, "loseWebhooks", true));
    long start = System.nanoTime();
    for (int i = 0; i < changes; i++) {
      var pair = pairs.get(random.nextInt(pairs.size()));
      var priority = PRIORITIES.get(random.nextInt(PRIORITIES.size()));
      if (random.nextBoolean()) {
        sides.changeHere(pair.here(), Map.of("priority", priority));
      } else {
        pair.saidThere().add(priority);
        sides.changeThere(pair.there(), Map.of("severity", severity(priority)));
      }
    }
    Waiting.until("both sides are equal", PATIENCE, this::settled);
    results.add("harmed: changes on both sides", changes, "");
    results.add("harmed: until both sides were equal", (System.nanoTime() - start) / 1e9, "s");
    sides.allWell();
    results.add("harmed: crossed back or told twice", crossedBack(), "");
    var after = sides.calls();
    for (var status : List.of("done", "superseded", "parked")) {
      results.add(
          "harmed: calls " + status,
          (double) (after.getOrDefault(status, 0L) - before.getOrDefault(status, 0L)),
          "");
    }
  }

  /** Equal, and nothing under way that could make it otherwise. */
  private boolean settled() {
    var calls = sides.calls();
    if (calls.getOrDefault("waiting", 0L) + calls.getOrDefault("calling", 0L) > 0) {
      return false;
    }
    var there = sides.there();
    var here = new HashMap<String, BothSides.Told>();
    sides.here().forEach(told -> here.put(told.id(), told));
    return pairs.stream()
        .allMatch(pair -> {
          var ours = here.get(pair.here());
          var theirs = there.get(pair.there());
          return ours != null
              && theirs != null
              && theirs.priority().equals(severity(ours.priority()));
        });
  }

  /** Every change that came from Datadog was made there, and each entry of a timeline is one. */
  private int crossedBack() {
    int wrong = 0;
    for (var pair : pairs) {
      var ids = new HashSet<String>();
      for (var entry : sides.timeline(pair.here())) {
        if (!ids.add(entry.path("id").asText())) {
          wrong++;
        }
        var text = entry.path("text").asText();
        var said = text.substring(text.lastIndexOf(' ') + 1);
        if (entry.path("by").path("type").asText().equals("datadog")
            && text.startsWith("The priority is now")
            && !pair.saidThere().contains(said)) {
          wrong++;
        }
      }
    }
    return wrong;
  }

  private static String severity(String priority) {
    return "SEV-" + priority.substring(1);
  }
}
