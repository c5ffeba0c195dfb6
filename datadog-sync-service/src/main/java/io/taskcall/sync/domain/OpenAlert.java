package io.taskcall.sync.domain;

import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.AlertRef;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An alert of one of Datadog's monitors that goes on as far as we were told. Should Datadog have
 * failed to tell us of its end, its monitor knows.
 *
 * @param scope the group's tags; empty for a simple alert
 * @param openedAt when it began, by Datadog's clock
 */
public record OpenAlert(
    AlertRef alert, String monitorId, List<String> scope, String title, Instant openedAt) {
  /** A webhook has so long to tell us itself. */
  public static final Duration WEBHOOK_MAX = Duration.ofMinutes(1);

  public OpenAlert {
    scope = List.copyOf(scope);
  }

  /** The alert that a change says goes on, if it is a monitor's. */
  public static Optional<OpenAlert> of(AlertChange change) {
    return switch (change) {
      case AlertChange.Opened opened -> of(opened.alert(), opened.details(), opened.at());
      case AlertChange.FlappingStarted flaps -> of(flaps.alert(), flaps.details(), flaps.at());
      case AlertChange.Worsened _,
          AlertChange.Repeated _,
          AlertChange.Acknowledged _,
          AlertChange.FlappingStopped _,
          AlertChange.Recovered _,
          AlertChange.Expired _ ->
          Optional.empty();
    };
  }

  /** Whether a change says that its alert goes on no more. */
  public static boolean ends(AlertChange change) {
    return switch (change) {
      case AlertChange.Recovered _, AlertChange.Expired _ -> true;
      case AlertChange.FlappingStopped stopped -> stopped.settled() == AlertChange.Settled.QUIET;
      case AlertChange.Opened _,
          AlertChange.Worsened _,
          AlertChange.Repeated _,
          AlertChange.Acknowledged _,
          AlertChange.FlappingStarted _ ->
          false;
    };
  }

  private static Optional<OpenAlert> of(AlertRef alert, AlertDetails details, Instant at) {
    return details.origin() instanceof Origin.DatadogMonitor monitor
        ? Optional.of(
            new OpenAlert(alert, monitor.monitorId(), monitor.scope(), details.title(), at))
        : Optional.empty();
  }

  /** The recovery that nobody told us of, if its monitor knows of one. */
  public Optional<AlertEvent> missed(MonitorState monitor, Instant now) {
    return monitor
        .recoveredAt(scope)
        // Datadog tells whole seconds here.
        .filter(at -> !at.plusSeconds(1).isBefore(openedAt))
        .filter(at -> !at.plus(WEBHOOK_MAX).isAfter(now))
        .map(at -> at.isBefore(openedAt) ? openedAt : at)
        .map(at ->
            new AlertEvent.Recovered(
                Ids.derive("datadog-monitor-recovered", alert.fingerprint().value(), at),
                alert,
                at,
                now,
                null,
                Turn.FOUND,
                null,
                new AlertDetails(
                    new Origin.DatadogMonitor(monitorId, scope, null, null),
                    title,
                    null,
                    null,
                    List.of(),
                    null,
                    null,
                    null,
                    false)));
  }
}
