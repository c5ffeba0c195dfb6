package io.taskcall.bench;

import io.taskcall.quickstart.Installation;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.HdrHistogram.Histogram;

/**
 * {@code ./taskcall bench sync [LINKED]}: how fast a change crosses from one side to the other,
 * each way, and what polling so many linked incidents costs.
 */
public final class SyncBench {
  private static final int PAIRS = 50;
  private static final int ROUNDS = 6;
  private static final int LINKED = 10_000;
  private static final int NO_LIMIT = 1_000_000;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long LONGEST_MICROS = PATIENCE.toMillis() * 1_000;
  private static final List<String> PRIORITIES = List.of("P1", "P2", "P3", "P4", "P5");

  private final BothSides sides;
  private final Results results = new Results("sync");
  private final List<Pair> pairs = new ArrayList<>();

  /** One incident on both sides. */
  private record Pair(String here, String there) {}

  private SyncBench(BothSides sides) {
    this.sides = sides;
  }

  public static void main(String[] args) {
    try (var taskcall = Installation.findOrStart(System.getenv(), Results::say);
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var bench =
          new SyncBench(
              new BothSides(
                  http,
                  URI.create(taskcall.url()),
                  taskcall.token(),
                  URI.create(taskcall.sandboxUrl())));
      bench.sides.allWell();
      bench.sides.switches(Map.of("rateLimitPerMinute", NO_LIMIT));
      bench.open();
      bench.measure("here to there", true);
      bench.measure("there to here", false);
      new PollBudget(bench.sides, bench.results)
          .measure(args.length > 0 ? Integer.parseInt(args[0]) : LINKED);
      bench.sides.allWell();
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
          pairs.add(new Pair(told.id(), declared(there, told.title())));
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
      // By the id of the side that it crosses to.
      var begun = new HashMap<String, Long>();
      long start = System.nanoTime();
      for (var pair : pairs) {
        begun.put(fromHere ? pair.there() : pair.here(), System.nanoTime());
        if (fromHere) {
          sides.changeHere(pair.here(), Map.of("priority", priority));
        } else {
          sides.changeThere(pair.there(), Map.of("severity", severity(priority)));
        }
      }
      Waiting.until(
          way + ", round " + round,
          PATIENCE,
          () -> {
            var crossed = crossed(priority, fromHere);
            long now = System.nanoTime();
            for (var change : List.copyOf(begun.entrySet())) {
              if (crossed.contains(change.getKey())) {
                begun.remove(change.getKey());
                long micros = (now - change.getValue()) / 1_000;
                latency.recordValue(Math.clamp(micros, 0, LONGEST_MICROS));
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

  private static String severity(String priority) {
    return "SEV-" + priority.substring(1);
  }
}
