package io.taskcall.bench;

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
import java.util.UUID;

/** Sends alert events such as a Datadog monitor with many groups gives, as fast as it can. */
final class AlertLoad implements AutoCloseable {
  private static final UUID ORGANIZATION = Ids.derive("organization", "bench");
  private static final UUID INTEGRATION = Ids.derive("integration", ORGANIZATION, "Datadog");
  private static final UUID SERVICE = Ids.derive("service", ORGANIZATION, "checkout");
  private static final String TEXT = "CPU load is above its threshold on this host. ".repeat(12);

  private final Sender sender;
  private long events;

  AlertLoad(String bootstrapServers) {
    sender = new Sender(bootstrapServers, "ingest-service");
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
    sender.send(event);
  }

  /** Waits until all are stored. */
  void flush() {
    sender.flush();
  }

  @Override
  public void close() {
    sender.close();
  }
}
