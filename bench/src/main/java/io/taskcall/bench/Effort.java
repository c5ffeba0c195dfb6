package io.taskcall.bench;

import io.taskcall.quickstart.Installation;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What each part of TaskCall uses of the processors, added up over the stretches watched. */
final class Effort implements Turns.Stopwatch {
  private final Installation taskcall;
  private final Map<String, Double> micros = new TreeMap<>();
  private Map<String, Duration> begun = Map.of();

  Effort(Installation taskcall) {
    this.taskcall = taskcall;
  }

  @Override
  public void begin() {
    begun = taskcall.processorTimes();
  }

  @Override
  public void end() {
    taskcall
        .processorTimes()
        .forEach((part, now) -> {
          var spent = now.minus(begun.getOrDefault(part, Duration.ZERO));
          micros.merge(part, spent.toNanos() / 1e3, Double::sum);
        });
  }

  /** Reports it for each of so many things done meanwhile. */
  void report(Results results, double done) {
    micros.forEach(
        (part, spent) -> results.add("  processor time of " + part, spent / done, "us each"));
  }
}
