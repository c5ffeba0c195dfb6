package io.taskcall.sync.calling;

import io.taskcall.contracts.Priority;
import io.taskcall.sync.SyncConfig;
import io.taskcall.sync.domain.Errands.Known;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps monitors' priorities at hand for a while, so that a storm of alerts asks for each once. */
@ApplicationScoped
public class Priorities {
  private static final int MONITORS_MAX = 10_000;

  private final Map<Monitor, Seen> seen = new ConcurrentHashMap<>();
  private final Duration keep;

  Priorities(SyncConfig config) {
    this.keep = config.monitorPriorityKept();
  }

  private record Monitor(UUID integrationId, String id) {}

  private record Seen(Known known, Instant until) {}

  /** What we know of a monitor's priority, if we have looked lately. */
  public Optional<Known> of(UUID integrationId, String monitorId, Instant now) {
    return Optional.ofNullable(seen.get(new Monitor(integrationId, monitorId)))
        .filter(one -> now.isBefore(one.until()))
        .map(Seen::known);
  }

  /** Datadog has shown us a monitor. */
  public void saw(UUID integrationId, String monitorId, @Nullable Priority priority, Instant now) {
    if (seen.size() >= MONITORS_MAX) {
      seen.values().removeIf(one -> !now.isBefore(one.until()));
    }
    if (seen.size() < MONITORS_MAX) {
      seen.put(
          new Monitor(integrationId, monitorId), new Seen(new Known(priority), now.plus(keep)));
    }
  }
}
