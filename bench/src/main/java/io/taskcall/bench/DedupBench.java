package io.taskcall.bench;

import io.taskcall.contracts.Topic;
import io.taskcall.embedded.LocalKafka;
import io.taskcall.embedded.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;

/**
 * {@code ./taskcall bench dedup [FEW MANY EVENTS]}: how many alert events a second the dedup
 * service judges, and whether that depends on how many alerts are open. Events are stored while the
 * service is down, so that making them costs nothing of the time; then it works them off, and the
 * second half of them counts. Broker and service share this machine.
 */
public final class DedupBench implements AutoCloseable {
  private static final int FEW = 1_000;
  private static final int MANY = 1_000_000;
  private static final int EVENTS = 2_000_000;
  private static final int EVENTS_PER_SECOND = 50_000;

  private final Results results;
  private final Path directory;
  private final LocalKafka kafka;
  private final Backlog backlog;
  private Instant time = Instant.now();
  private long stored;

  private DedupBench(Results results) throws IOException {
    this.results = results;
    directory = Files.createTempDirectory("taskcall-bench-dedup");
    kafka = LocalKafka.start(directory.resolve("kafka"), 0);
    backlog = new Backlog(kafka.bootstrapServers(), "taskcall-dedup");
  }

  public static void main(String[] args) throws Exception {
    KafkaLog.quiet();
    int few = args.length > 0 ? Integer.parseInt(args[0]) : FEW;
    int many = args.length > 1 ? Integer.parseInt(args[1]) : MANY;
    int events = args.length > 2 ? Integer.parseInt(args[2]) : EVENTS;
    var results = new Results("dedup");
    try (var bench = new DedupBench(results)) {
      bench.open(few);
      bench.repeat(few, few, events);
    }
    try (var bench = new DedupBench(results)) {
      bench.open(many);
      bench.repeat(many, few, events);
      bench.repeat(many, many, events);
    }
    results.write();
    System.exit(0);
  }

  /** Stores that so many alerts fire for the first time. */
  private void open(int alerts) {
    System.out.printf("storing that %,d alerts open%n", alerts);
    try (var load = new AlertLoad(kafka.bootstrapServers())) {
      for (int n = 0; n < alerts; n++) {
        load.fire(n, tick());
      }
      load.flush();
    }
    stored += alerts;
  }

  /** Stores that any of the first {@code repeating} alerts fire again, and measures. */
  private void repeat(int open, int repeating, int events) throws Exception {
    System.out.printf("storing %,d repeats of %,d of %,d open alerts%n", events, repeating, open);
    try (var load = new AlertLoad(kafka.bootstrapServers())) {
      var random = new SplittableRandom(7);
      for (int i = 0; i < events; i++) {
        load.fire(random.nextInt(repeating), tick());
      }
      load.flush();
    }
    stored += events;
    long changesBefore = backlog.sent(Topic.ALERT_CHANGES);
    try (var dedup =
        ServiceProcess.start(
            "dedup-service",
            kafka.bootstrapServers(),
            directory,
            Map.of("DEDUP_STATE_DIR", directory.resolve("state").toString()))) {
      var before = at(dedup, stored - events / 2);
      var after = at(dedup, stored);
      double counted = (double) after.done() - before.done();
      var what = String.format("%,d open, %,d repeating: ", open, repeating);
      results.add(what + "judged", counted / (after.seconds() - before.seconds()), "/s");
      results.add(
          what + "service", (after.service() - before.service()) * 1e6 / counted, "us each");
      results.add(what + "broker", (after.broker() - before.broker()) * 1e6 / counted, "us each");
      long changes = backlog.sent(Topic.ALERT_CHANGES) - changesBefore;
      results.add(what + "changes told", (double) changes, "");
      results.add(what + "resident", (double) dedup.residentMegabytes(), "MB");
    }
  }

  /** How things stood at a moment: events judged, and seconds of time and of processors. */
  private record Moment(long done, double seconds, double service, double broker) {}

  /** The moment at which so many events are judged. */
  private Moment at(ServiceProcess dedup, long events)
      throws InterruptedException, ExecutionException {
    long done = backlog.done();
    while (done < events) {
      if (!dedup.isAlive()) {
        throw new IllegalStateException("the service ended; its log is in " + directory);
      }
      Waiting.untilNanos(System.nanoTime() + Duration.ofMillis(50).toNanos());
      done = backlog.done();
    }
    return new Moment(
        done, System.nanoTime() / 1e9, dedup.processorSeconds(), Processors.seconds(kafka.pid()));
  }

  /** Events come as they would at {@value #EVENTS_PER_SECOND} a second. */
  private Instant tick() {
    time = time.plusNanos(1_000_000_000 / EVENTS_PER_SECOND);
    return time;
  }

  @Override
  public void close() {
    backlog.close();
    kafka.kill();
    Trees.delete(directory);
  }
}
