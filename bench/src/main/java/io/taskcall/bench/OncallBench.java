package io.taskcall.bench;

import io.taskcall.bench.faults.Product;
import io.taskcall.bench.schedule.ScheduleBenchmark;
import io.taskcall.embedded.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Comparator;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How long it takes to say who is on call, now and for a year, and what on-call does with many
 * incidents.
 */
public final class OncallBench {
  private OncallBench() {}

  public static void main(String[] args)
      throws RunnerException, IOException, SQLException, InterruptedException {
    KafkaLog.quiet();
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
    var data = Files.createTempDirectory("taskcall-bench-oncall");
    Results.say("starting a TaskCall of its own");
    try (var product = Product.start(Results.root(), data);
        var scale = new OncallAtScale(product, results)) {
      scale.measure();
    }
    Trees.delete(data);
    results.write();
    System.exit(0);
  }

  private static String name(RunResult run) {
    return run.getPrimaryResult().getLabel();
  }
}
