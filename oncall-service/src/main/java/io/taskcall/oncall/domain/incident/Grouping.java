package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.AlertRef;
import io.taskcall.contracts.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which alerts of a service share an incident. */
public sealed interface Grouping {
  /** The name of the group that an alert belongs to; empty if it stays alone. */
  Optional<String> groupOf(AlertRef alert, Origin origin);

  /** True if an incident that has not been resolved takes another alert of its group. */
  boolean isOpenTo(Instant openedAt, Instant now);

  /** Each alert has an incident of its own; a Datadog incident is one alert, whoever reopens it. */
  record PerAlert() implements Grouping {
    @Override
    public Optional<String> groupOf(AlertRef alert, Origin origin) {
      return origin instanceof Origin.DatadogIncident
          ? ByMonitor.monitorOf(alert.integrationId(), origin)
          : Optional.empty();
    }

    @Override
    public boolean isOpenTo(Instant openedAt, Instant now) {
      return true;
    }
  }

  /** The alerts of one monitor or rule share an incident, for as long as it is not resolved. */
  record ByMonitor() implements Grouping {
    @Override
    public Optional<String> groupOf(AlertRef alert, Origin origin) {
      return monitorOf(alert.integrationId(), origin);
    }

    /** The group of what a monitor, a rule or a Datadog incident raises. */
    public static Optional<String> monitorOf(UUID integrationId, Origin origin) {
      return Optional.ofNullable(monitor(origin))
          .map(monitor -> "monitor " + integrationId + " " + monitor);
    }

    @Override
    public boolean isOpenTo(Instant openedAt, Instant now) {
      return true;
    }

    private static @Nullable String monitor(Origin origin) {
      return switch (origin) {
        case Origin.DatadogMonitor monitor -> monitor.monitorId();
        case Origin.DatadogIncident incident -> incident.uuid();
        case Origin.DatadogSecuritySignal signal -> signal.ruleId();
        case Origin.DatadogEvent event -> event.aggregationKey();
        case Origin.Alertmanager alert -> alert.alertname();
        case Origin.EventsV2 event -> event.eventClass();
      };
    }
  }

  /** What begins within a while of the first alert shares its incident. */
  record ByTime(Duration window) implements Grouping {
    public ByTime {
      if (!window.isPositive()) {
        throw new IllegalArgumentException("alerts are grouped over a while, was " + window);
      }
    }

    @Override
    public Optional<String> groupOf(AlertRef alert, Origin origin) {
      return Optional.of("time");
    }

    @Override
    public boolean isOpenTo(Instant openedAt, Instant now) {
      return now.isBefore(openedAt.plus(window));
    }
  }
}
