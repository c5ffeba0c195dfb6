package io.taskcall.sync.domain;

import io.taskcall.contracts.Priority;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a monitor of Datadog's does.
 *
 * @param recovered when those of its groups that are fine recovered last, by the group's tags; a
 *     monitor without groups has one without tags
 * @param priority how important its alerts are, if anybody has said so
 */
public record MonitorState(Map<Set<String>, Instant> recovered, @Nullable Priority priority) {
  public MonitorState {
    recovered = Map.copyOf(recovered);
  }

  /** When a group recovered last, if it is fine. */
  Optional<Instant> recoveredAt(Collection<String> scope) {
    return Optional.ofNullable(recovered.get(Set.copyOf(scope)));
  }
}
