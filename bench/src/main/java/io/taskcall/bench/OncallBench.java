package io.taskcall.bench;

import io.taskcall.bench.schedule.ScheduleBenchmark;
import java.util.Comparator;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** How long it takes to say who is on call, now and for a year. */
public final class OncallBench {
  private OncallBench() {}

  public static void main(String[] args) throws RunnerException {
    var options =
        new OptionsBuilder()
            .include(ScheduleBenchmark.class.getSimpleName())
            .jvmArgs("-Xmx512m", "-XX:+UseSerialGC")
            .build();
    var results = new Results("oncall");
    new Runner(options)
        .run().stream()
            .sorted(Comparator.comparing(OncallBench::name))
            .forEach(
                run -> results.add(name(run) + " (us)", run.getPrimaryResult().getScore(), "us"));
    results.write();
  }

  private static String name(RunResult run) {
    return run.getPrimaryResult().getLabel();
  }
}
