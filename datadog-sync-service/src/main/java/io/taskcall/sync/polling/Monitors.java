package io.taskcall.sync.polling;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.sync.SyncConfig;
import io.taskcall.sync.calling.Priorities;
import io.taskcall.sync.datadog.DatadogMonitors;
import io.taskcall.sync.domain.Answer;
import io.taskcall.sync.domain.MonitorState;
import io.taskcall.sync.domain.OpenAlert;
import io.taskcall.sync.domain.Sight;
import io.taskcall.sync.domain.Turn;
import io.taskcall.sync.postgres.OpenAlerts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jboss.logging.Logger;

/** Asks the monitors whose alerts go on whether they do: a webhook about their end may be lost. */
@ApplicationScoped
class Monitors {
  private static final Logger LOG = Logger.getLogger(Monitors.class);

  /** How many are asked in one turn, so that none takes for ever. */
  private static final int MONITORS_MAX = 20;

  private final DatadogMonitors datadog;
  private final OpenAlerts alerts;
  private final Priorities priorities;
  private final Duration every;

  Monitors(DatadogMonitors datadog, OpenAlerts alerts, Priorities priorities, SyncConfig config) {
    this.datadog = datadog;
    this.priorities = priorities;
    this.alerts = alerts;
    this.every = config.monitorEvery();
  }

  Uni<Void> ask(Turn turn) {
    return alerts
        .due(turn, Instant.now().minus(every))
        .flatMap(due -> ask(turn, new ArrayDeque<>(due.entrySet()), MONITORS_MAX));
  }

  private Uni<Void> ask(Turn turn, Queue<Map.Entry<String, List<OpenAlert>>> due, int left) {
    var next = due.poll();
    if (next == null || left == 0) {
      return Uni.createFrom().voidItem();
    }
    var monitorId = next.getKey();
    return datadog
        .withGroups(turn.integrationId(), monitorId, Instant.now())
        .flatMap(sight -> {
          var now = Instant.now();
          return switch (sight) {
            case Sight.Failed(Answer.Barred barred) -> {
              LOG.debugf("monitors do not say how they do: %s", barred);
              yield alerts.putOff(turn, now);
            }
            case Sight.Failed(var failure) -> {
              // One that is gone says nothing about the others.
              LOG.debugf("monitor %s does not say how it does: %s", monitorId, failure);
              yield alerts
                  .looked(turn, monitorId, List.of(), now)
                  .chain(() -> ask(turn, due, left - 1));
            }
            case Sight.Seen seen -> {
              priorities.saw(turn.integrationId(), monitorId, seen.monitor().priority(), now);
              yield alerts
                  .looked(turn, monitorId, missed(next.getValue(), seen.monitor(), now), now)
                  .chain(() ->
                      seen.scarce().isPresent()
                          ? Uni.createFrom().voidItem()
                          : ask(turn, due, left - 1));
            }
          };
        });
  }

  private static List<AlertEvent> missed(
      List<OpenAlert> alerts, MonitorState monitor, Instant now) {
    return alerts.stream()
        .map(alert -> alert.missed(monitor, now))
        .flatMap(Optional::stream)
        .toList();
  }
}
