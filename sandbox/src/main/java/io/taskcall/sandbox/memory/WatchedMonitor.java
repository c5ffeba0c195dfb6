package io.taskcall.sandbox.memory;

import io.taskcall.sandbox.domain.monitor.GroupState;
import io.taskcall.sandbox.domain.monitor.GroupStatus;
import io.taskcall.sandbox.domain.monitor.Monitor;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A monitor with its groups as they are now.
 *
 * @param options what the API was given, given back as it came
 */
public record WatchedMonitor(
    Monitor monitor,
    Map<String, @Nullable Object> options,
    Instant created,
    Instant modified,
    Map<String, GroupState> groups) {
  public WatchedMonitor {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
  }

  /** The worst of all groups, in Datadog's words. */
  public String overallState() {
    return worst(groups.values()).wire();
  }

  private static GroupStatus worst(Collection<GroupState> groups) {
    var statuses = groups.stream().map(GroupState::status).toList();
    if (statuses.contains(GroupStatus.ALERT)) {
      return GroupStatus.ALERT;
    }
    if (statuses.contains(GroupStatus.WARN)) {
      return GroupStatus.WARN;
    }
    return statuses.isEmpty() || statuses.contains(GroupStatus.NO_DATA)
        ? GroupStatus.NO_DATA
        : GroupStatus.OK;
  }
}
