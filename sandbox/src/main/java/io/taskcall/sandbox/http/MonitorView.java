package io.taskcall.sandbox.http;

import io.taskcall.sandbox.memory.WatchedMonitor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A monitor as the page shows it, with the groups that moved last. */
record MonitorView(
    long id,
    String name,
    String type,
    @Nullable String priority,
    List<String> tags,
    String state,
    int groupCount,
    List<Group> groups) {
  private static final int GROUPS_SHOWN_MAX = 50;

  record Group(
      String scope, String status, @Nullable String cycleKey, @Nullable Instant lastNotified) {}

  static MonitorView of(WatchedMonitor watched) {
    var monitor = watched.monitor();
    var groups =
        watched.groups().entrySet().stream()
            .skip(Math.max(0, watched.groups().size() - GROUPS_SHOWN_MAX))
            .map(group ->
                new Group(
                    group.getKey(),
                    group.getValue().status().wire(),
                    group.getValue().cycleKey(),
                    group.getValue().lastNotified()))
            .toList();
    return new MonitorView(
        monitor.id(),
        monitor.name(),
        monitor.type().wire(),
        monitor.priority() == null ? null : "P" + monitor.priority(),
        monitor.tags(),
        watched.overallState(),
        watched.groups().size(),
        groups);
  }
}
