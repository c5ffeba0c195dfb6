package io.taskcall.bench;

import io.taskcall.bench.faults.BrokerKilled;
import io.taskcall.bench.faults.DedupKilled;
import io.taskcall.bench.faults.Fault;
import io.taskcall.bench.faults.MirrorHarmed;
import io.taskcall.bench.faults.PagingHarmed;
import io.taskcall.bench.faults.Product;
import io.taskcall.bench.faults.Result;
import io.taskcall.codec.EventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * {@code ./taskcall bench faults [ALERTS] [broker|postgres|postgres-stalled|dedup|oncall|sync …]}:
 * harms one part after the other of a real TaskCall under load, and fails if anything was lost or
 * doubled.
 */
final class FaultsBench {
  private static final int ALERTS = 10_000;
  private static final List<Fault> FAULTS =
      List.of(
          new BrokerKilled(),
          PagingHarmed.POSTGRES_KILLED,
          PagingHarmed.POSTGRES_STALLED,
          new DedupKilled(),
          PagingHarmed.ONCALL_KILLED,
          new MirrorHarmed());

  /** Held here, since loggers that nobody holds forget their level. */
  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

  private FaultsBench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    KAFKA.setLevel(Level.WARNING); // its settings would bury the results
    var words = List.of(args);
    int alerts =
        words.stream()
            .filter(word -> word.matches("\\d+"))
            .findFirst()
            .map(Integer::parseInt)
            .orElse(ALERTS);
    var wanted = words.stream().filter(word -> !word.matches("\\d+")).toList();
    var root = Path.of(System.getProperty("taskcall.root", ".")).toAbsolutePath().normalize();
    var results = new ArrayList<Result>();
    for (var fault : FAULTS) {
      if (wanted.isEmpty() || wanted.contains(fault.name())) {
        results.add(run(fault, root, alerts));
      }
    }
    var file = root.resolve("bench/results/faults.json");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        EventCodec.mapper()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(Map.of("alerts", alerts, "faults", results)));
    System.out.println("Written to " + root.relativize(file));
    System.exit(results.stream().allMatch(Result::passed) ? 0 : 1);
  }

  /** Each fault has a TaskCall of its own, so that none suffers from another's. */
  private static Result run(Fault fault, Path root, int alerts)
      throws IOException, InterruptedException {
    System.out.printf("%n%s: starting TaskCall%n", fault.name());
    var data = Files.createTempDirectory("taskcall-faults-" + fault.name());
    try (var product = Product.start(root, data)) {
      var result = fault.on(product, alerts);
      System.out.printf("%s: %s%n", result.name(), result.fault());
      result.figures().forEach((what, value) -> System.out.printf("  %-46s %s%n", what, value));
      System.out.println(
          result.passed() ? "  PASS" : "  FAIL: " + result.broken() + "; logs are in " + data);
      return result;
    }
  }
}
