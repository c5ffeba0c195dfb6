package io.taskcall.sandbox.datadog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskcall.sandbox.domain.monitor.GroupState;
import io.taskcall.sandbox.memory.WatchedMonitor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a monitor as the first version of Datadog's API does. */
@ApplicationScoped
class MonitorJson {
  private static final int ORGANIZATION = 1_000_831;

  private final Bodies bodies;

  MonitorJson(Bodies bodies) {
    this.bodies = bodies;
  }

  ObjectNode write(WatchedMonitor watched) {
    var monitor = watched.monitor();
    var node = bodies.object();
    node.put("id", monitor.id());
    node.put("org_id", ORGANIZATION);
    node.put("type", monitor.type().wire());
    node.put("name", monitor.name());
    node.put("message", monitor.message());
    node.set("tags", bodies.tree(monitor.tags()));
    node.put("query", monitor.query());
    node.set("options", bodies.tree(watched.options()));
    node.put("multi", monitor.multi());
    node.put("created_at", watched.created().toEpochMilli());
    node.put("created", Bodies.time(watched.created()));
    node.put("modified", Bodies.time(watched.modified()));
    node.putNull("deleted");
    node.putNull("restricted_roles");
    node.put("priority", monitor.priority());
    node.putNull("overall_state_modified");
    node.put("overall_state", watched.overallState());
    return node;
  }

  ArrayNode list(List<WatchedMonitor> monitors, @Nullable String groupStates) {
    var list = bodies.array();
    for (var watched : monitors) {
      var node = withCreator(write(watched));
      if (groupStates != null) {
        addGroups(node, watched, groupStates);
      }
      list.add(node);
    }
    return list;
  }

  ObjectNode withCreator(ObjectNode node) {
    node.putObject("creator")
        .putNull("name")
        .put("handle", "dana@sandbox.example")
        .put("email", "dana@sandbox.example")
        .put("id", 1_445_416);
    return node;
  }

  /**
   * Adds the groups.
   *
   * @param wanted a comma list of {@code all}, {@code alert}, {@code warn}, {@code no data}
   */
  void addGroups(ObjectNode node, WatchedMonitor watched, String wanted) {
    var states = Set.of(wanted.toLowerCase(Locale.ROOT).split("\\s*,\\s*", -1));
    var groups = node.putObject("state").putObject("groups");
    watched
        .groups()
        .forEach((scope, state) -> {
          var name = scope.isEmpty() ? "*" : scope;
          if (states.contains("all")
              || states.contains(state.status().wire().toLowerCase(Locale.ROOT))) {
            groups.set(name, group(name, state));
          }
        });
  }

  private ObjectNode group(String name, GroupState state) {
    var group = bodies.object();
    group.put("name", name);
    group.put("status", state.status().wire());
    group.put("last_triggered_ts", seconds(state.lastTriggered()));
    group.put("last_resolved_ts", seconds(state.lastResolved()));
    group.put("last_nodata_ts", seconds(state.lastNoData()));
    group.put("last_notified_ts", seconds(state.lastNotified()));
    return group;
  }

  /** Datadog writes 0 for never. */
  private static long seconds(@Nullable Instant at) {
    return at == null ? 0 : at.getEpochSecond();
  }
}
