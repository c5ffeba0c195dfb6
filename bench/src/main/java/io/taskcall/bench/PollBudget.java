package io.taskcall.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** What it costs of Datadog's allowance to poll many linked incidents that all go on. */
final class PollBudget {
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final int AT_ONCE = 8;
  private static final int TRIES = 20;

  private final BothSides sides;
  private final Results results;

  PollBudget(BothSides sides, Results results) {
    this.sides = sides;
    this.results = results;
  }

  /** Declares them, waits until all are linked and looked at, and counts the calls of a poll. */
  void measure(int incidents) {
    var run = "linked " + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    long begun = System.nanoTime();
    try (var pool = Executors.newFixedThreadPool(AT_ONCE)) {
      IntStream.range(0, incidents)
          .forEach(i -> pool.execute(() -> sides.declare(run + " #" + i, "SEV-5")));
    }
    Waiting.until(
        "as many calls were made as incidents were declared",
        PATIENCE,
        () -> sides.calls().getOrDefault("done", 0L) >= incidents && sides.isQuiet());
    results.add(
        "until %,d declared incidents were linked".formatted(incidents), seconds(begun), "s");
    for (int i = 0; i < TRIES; i++) {
      var first = afterNextPoll();
      var second = afterNextPoll();
      if (first.minute().equals(second.minute())) {
        results.add(
            "calls for a poll, %,d go on".formatted(incidents),
            (double) (second.calls() - first.calls() - 1), // one of them was made to count
            "");
        return;
      }
    }
    throw new IllegalStateException("no two polls in the same minute");
  }

  /** How much of a minute's allowance was used. */
  private record Used(Instant minute, long calls) {}

  private Used afterNextPoll() {
    var before = sides.polledAt();
    Waiting.until("Datadog was polled", PATIENCE, () -> !sides.polledAt().equals(before));
    return new Used(Instant.now().truncatedTo(ChronoUnit.MINUTES), sides.callsThisMinute());
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }
}
