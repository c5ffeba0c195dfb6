package io.taskcall.bench;

import io.taskcall.codec.EventRecords;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.AlertRef;
import io.taskcall.contracts.Fingerprint;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends alert events such as a Datadog monitor with many groups gives, as fast as it can. */
final class AlertLoad implements AutoCloseable {
  private static final UUID ORGANIZATION = Ids.derive("organization", "bench");
  private static final UUID INTEGRATION = Ids.derive("integration", ORGANIZATION, "Datadog");
  private static final UUID SERVICE = Ids.derive("service", ORGANIZATION, "checkout");
  private static final String TEXT = "CPU load is above its threshold on this host. ".repeat(12);

  private final KafkaProducer<String, byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private long events;

  AlertLoad(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "linger.ms",
                20,
                "batch.size",
                256 * 1024,
                "buffer.memory",
                64L * 1024 * 1024,
                // Right after its start the broker may refuse a partition for a moment. With more
                // than one request under way, the ones behind it would then be out of order.
                "max.in.flight.requests.per.connection",
                1),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Sends that the {@code n}-th alert fires at {@code at}. */
  void fire(int n, Instant at) {
    var host = "host:web-" + n;
    var ref =
        new AlertRef(
            Fingerprint.of(ORGANIZATION, INTEGRATION, "1234", host),
            ORGANIZATION,
            INTEGRATION,
            SERVICE);
    var details =
        new AlertDetails(
            new Origin.DatadogMonitor(
                "1234",
                List.of(host),
                "system.cpu.user",
                "avg(last_5m):avg:system.cpu.user{*} > 90"),
            "CPU load is high on {{host.name}}",
            TEXT,
            Priority.P2,
            List.of("env:prod", host, "monitor", "service:checkout", "team:payments"),
            "web-" + n,
            "https://app.datadoghq.com/event/event?id=" + events,
            null,
            false);
    var event =
        new AlertEvent.Fired(
            Ids.derive("bench", events++),
            ref,
            at,
            at,
            Long.toString(7_900_000_000_000_000_000L + n),
            "Re-Triggered",
            Level.ALERT,
            details);
    var sent =
        producer.send(
            EventRecords.of(event, "ingest-service", TraceParent.startingAt(event.id())),
            (_, e) -> {
              if (e != null) {
                failure.set(e);
              }
            });
    if (sent.isCancelled()) {
      throw new IllegalStateException("the broker took no event");
    }
  }

  /** Waits until all are stored. */
  void flush() {
    producer.flush();
    if (failure.get() != null) {
      throw new IllegalStateException("the broker refused an event", failure.get());
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
