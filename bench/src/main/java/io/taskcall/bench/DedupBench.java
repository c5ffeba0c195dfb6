package io.taskcall.bench;

import io.taskcall.codec.EventCodec;
import io.taskcall.contracts.Topic;
import io.taskcall.embedded.LocalKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * How many alert events a second the dedup service judges, and whether that depends on how many
 * alerts are open. Each run opens its alerts, stops the service, stores repeats, starts the service
 * and watches how fast it works them off, warm-up left out. Broker and service share this machine;
 * the events are stored before, so that making them costs nothing of the time.
 */
public final class DedupBench {
  /** Held here, for the log manager holds loggers and their levels only weakly. */
  private static final Logger KAFKA_LOG = Logger.getLogger("org.apache.kafka");

  private static final double WARM_UP = 0.3;
  private static final int EVENTS_PER_SECOND = 50_000;

  private final Path directory;
  private final LocalKafka kafka;
  private final Backlog backlog;
  private Instant time = Instant.now();

  private DedupBench(Path directory) {
    this.directory = directory;
    kafka = LocalKafka.start(directory.resolve("kafka"), 0);
    backlog = new Backlog(kafka.bootstrapServers(), "taskcall-dedup");
  }

  /** What one run showed. */
  record Row(
      int openAlerts,
      int repeatingAlerts,
      long openedPerSecond,
      long eventsPerSecond,
      double processorMicrosPerEvent,
      double changesPerEvent,
      long residentMegabytes) {}

  /** Runs with 1,000 and with 1,000,000 open alerts, or with as many as the arguments say. */
  public static void main(String[] args) throws Exception {
    KAFKA_LOG.setLevel(Level.WARNING);
    int few = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
    int many = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
    int events = args.length > 2 ? Integer.parseInt(args[2]) : 1_000_000;
    var rows = new ArrayList<Row>();
    rows.add(run(few, few, events));
    rows.add(run(many, few, events));
    rows.add(run(many, many, events));
    print(rows);
    var results = Path.of(System.getProperty("taskcall.root", "."), "bench", "results");
    Files.createDirectories(results);
    var file = results.resolve("dedup.json");
    Files.write(
        file,
        EventCodec.mapper()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsBytes(
                Map.of(
                    "at",
                    Instant.now(),
                    "events",
                    events,
                    "rows",
                    rows,
                    "processors",
                    Runtime.getRuntime().availableProcessors())));
    System.out.println("written to " + file);
  }

  private static Row run(int open, int repeating, int events) throws Exception {
    var directory = Files.createTempDirectory("taskcall-bench-dedup");
    var bench = new DedupBench(directory);
    try {
      return bench.measure(open, repeating, events);
    } finally {
      bench.backlog.close();
      bench.kafka.kill();
      delete(directory);
    }
  }

  private Row measure(int open, int repeating, int events) throws Exception {
    System.out.println("opening " + open + " alerts");
    long openedPerSecond;
    try (var load = new AlertLoad(kafka.bootstrapServers())) {
      for (int n = 0; n < open; n++) {
        load.fire(n, tick());
      }
      load.flush();
      try (var dedup = DedupProcess.start(kafka.bootstrapServers(), directory)) {
        openedPerSecond = workOff(dedup, 0, open).perSecond();
      }
      System.out.println("storing " + events + " repeats of " + repeating + " of them");
      var random = new SplittableRandom(7);
      for (int i = 0; i < events; i++) {
        load.fire(random.nextInt(repeating), tick());
      }
      load.flush();
    }
    long changesBefore = backlog.sent(Topic.ALERT_CHANGES);
    try (var dedup = DedupProcess.start(kafka.bootstrapServers(), directory)) {
      var speed = workOff(dedup, open, events);
      long changes = backlog.sent(Topic.ALERT_CHANGES) - changesBefore;
      return new Row(
          open,
          repeating,
          openedPerSecond,
          speed.perSecond(),
          speed.processorMicros(),
          (double) changes / events,
          dedup.residentMegabytes());
    }
  }

  private record Speed(long perSecond, double processorMicros) {}

  /** Watches until {@code events} after the first {@code before} are done. */
  private Speed workOff(DedupProcess dedup, long before, long events)
      throws InterruptedException, ExecutionException {
    long end = before + events;
    long from = before + (long) (events * WARM_UP);
    long started = 0;
    long startedAt = 0;
    double processorAtStart = 0;
    while (true) {
      long done = backlog.done();
      long now = System.nanoTime();
      if (startedAt == 0 && done >= from) {
        started = done;
        startedAt = now;
        processorAtStart = dedup.processorSeconds();
      }
      if (done >= end) {
        double seconds = Math.max(1, now - startedAt) / 1e9;
        double processor = dedup.processorSeconds() - processorAtStart;
        long counted = Math.max(1, done - started);
        return new Speed((long) (counted / seconds), processor * 1e6 / counted);
      }
      if (!dedup.isAlive()) {
        throw new IllegalStateException("the service ended; its log is in " + directory);
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  /** Events come as they would at {@value #EVENTS_PER_SECOND} a second. */
  private Instant tick() {
    time = time.plusNanos(1_000_000_000 / EVENTS_PER_SECOND);
    return time;
  }

  private static void print(List<Row> rows) {
    System.out.println(
        "      open  repeating   opened/s   events/s  cpu us/event  changes/event   MB");
    for (var row : rows) {
      System.out.println(
          String.format(
              Locale.ROOT,
              "%,10d %,10d %,10d %,10d %13.1f %14.2f %4d",
              row.openAlerts(),
              row.repeatingAlerts(),
              row.openedPerSecond(),
              row.eventsPerSecond(),
              row.processorMicrosPerEvent(),
              row.changesPerEvent(),
              row.residentMegabytes()));
    }
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
