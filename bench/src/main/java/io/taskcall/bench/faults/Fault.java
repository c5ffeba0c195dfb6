package io.taskcall.bench.faults;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Something that goes wrong while alerts arrive. */
public sealed interface Fault permits BrokerKilled, DedupKilled, MirrorHarmed, PagingHarmed {
  /** What it is called on the command line. */
  String name();

  /** Lets it go wrong. */
  Result on(Product product, int alerts) throws IOException, InterruptedException;

  /** That many different alerts, each firing once. */
  static List<Delivery> firing(String prefix, int alerts) {
    return IntStream.range(0, alerts)
        .mapToObj(i -> {
          var at = Instant.now();
          long event = eventId(prefix, i, 0);
          return Delivery.of("fault-%s-%d".formatted(prefix, i), "Triggered", event, event, at);
        })
        .toList();
  }

  /** An id as Datadog gives it, different for each event of each alert. */
  static long eventId(String prefix, int alert, int event) {
    return 8_000_000_000_000_000_000L
        + Math.floorMod(prefix.hashCode(), 1_000_000) * 100_000_000_000L
        + alert * 10L
        + event;
  }
}
