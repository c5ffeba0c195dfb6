package io.taskcall.sync.polling;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.sync.SyncConfig;
import io.taskcall.sync.calling.Priorities;
import io.taskcall.sync.datadog.DatadogMonitors;
import io.taskcall.sync.domain.Answer;
import io.taskcall.sync.domain.MonitorPart;
import io.taskcall.sync.domain.Turn;
import io.taskcall.sync.postgres.PostgresMirrors;
import io.taskcall.sync.postgres.Sweeps;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Goes through all monitors for alerts whose very first webhook was lost, where somebody has told
 * us what the webhook is called: some pages in each turn, and from the beginning again after a
 * while.
 */
@ApplicationScoped
class Unheard {
  private static final Logger LOG = Logger.getLogger(Unheard.class);

  /** How many pages are asked for in one turn. */
  private static final int PAGES_MAX = 5;

  private final DatadogMonitors datadog;
  private final Sweeps sweeps;
  private final Priorities priorities;
  private final PostgresMirrors mirrors;
  private final Duration every;

  Unheard(
      DatadogMonitors datadog,
      Sweeps sweeps,
      Priorities priorities,
      PostgresMirrors mirrors,
      SyncConfig config) {
    this.datadog = datadog;
    this.sweeps = sweeps;
    this.priorities = priorities;
    this.mirrors = mirrors;
    this.every = config.monitorEvery();
  }

  Uni<Void> ask(Turn turn) {
    var webhook = mirrors.choicesOf(turn.integrationId()).webhook();
    return webhook == null
        ? Uni.createFrom().voidItem()
        : sweeps
            .due(turn, Instant.now())
            .flatMap(page ->
                page.map(from -> ask(turn, webhook, from, PAGES_MAX))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  private Uni<Void> ask(Turn turn, String webhook, int page, int left) {
    var id = turn.integrationId();
    if (left == 0) {
      return sweeps.next(id, page, Instant.now());
    }
    return datadog
        .list(id, page, Instant.now())
        .flatMap(part -> {
          var now = Instant.now();
          return switch (part) {
            case MonitorPart.Failed(var failure) -> {
              LOG.debugf("monitors are not listed: %s", failure);
              // Who may not, may not for a while; what only failed goes on in the next turn.
              yield sweeps.next(id, page, failure instanceof Answer.Barred ? now.plus(every) : now);
            }
            case MonitorPart.Shown shown -> {
              shown.monitors().forEach(one -> priorities.saw(id, one.id(), one.priority(), now));
              yield sweeps
                  .found(alerts(turn, webhook, shown, now), now)
                  .chain(() -> goOn(turn, webhook, shown, page + 1, left - 1));
            }
          };
        });
  }

  private Uni<Void> goOn(Turn turn, String webhook, MonitorPart.Shown shown, int page, int left) {
    var now = Instant.now();
    if (shown.monitors().size() < DatadogMonitors.PART_MAX) {
      return sweeps.next(turn.integrationId(), 0, now.plus(every));
    }
    return shown
        .scarce()
        .map(wait -> sweeps.next(turn.integrationId(), page, now.plus(wait)))
        .orElseGet(() -> ask(turn, webhook, page, left));
  }

  private static List<AlertEvent> alerts(
      Turn turn, String webhook, MonitorPart.Shown shown, Instant now) {
    return shown.monitors().stream()
        .flatMap(monitor -> monitor.alerts(turn, webhook, now).stream())
        .toList();
  }
}
