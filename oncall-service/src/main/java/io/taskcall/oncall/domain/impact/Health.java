package io.taskcall.oncall.domain.impact;

import io.taskcall.oncall.domain.rotation.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How a service does: it is impacted for as long as there is an incident of it, or of a service
 * that it depends on.
 *
 * @param impactedSince since when without a break; empty if it is healthy
 * @param days oldest first, the last one is today
 */
public record Health(Node service, Optional<Instant> impactedSince, List<Day> days) {
  public Health {
    days = List.copyOf(days);
  }

  /**
   * How a service does.
   *
   * @param troubles when each service had incidents of its own
   */
  public static Health of(
      Node service, Graph graph, Map<UUID, List<Window>> troubles, LastDays lastDays) {
    var felt = new ArrayList<Window>();
    graph.neededBy(service.id()).forEach(id -> felt.addAll(troubles.getOrDefault(id, List.of())));
    var merged = LastDays.merged(felt);
    var now = merged.stream().filter(window -> window.contains(lastDays.now())).findFirst();
    return new Health(service, now.map(Window::start), lastDays.days(merged));
  }

  /** True if it is impacted now. */
  public boolean isImpacted() {
    return impactedSince.isPresent();
  }

  /** The share of the days' time during which it was not impacted, from 0 to 1. */
  public double healthyShare() {
    var elapsed = sum(days.stream().map(Day::elapsed).toList());
    var impacted = sum(days.stream().map(Day::impacted).toList());
    return elapsed.isZero() ? 1 : 1 - (double) impacted.toMillis() / elapsed.toMillis();
  }

  private static Duration sum(List<Duration> durations) {
    return durations.stream().reduce(Duration.ZERO, Duration::plus);
  }
}
