package io.taskcall.sync.datadog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.taskcall.codec.EventCodec;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Priority;
import io.taskcall.sync.domain.ListedMonitor;
import io.taskcall.sync.domain.MonitorState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a monitor as the first version of Datadog's API writes it. */
final class MonitorJson {
  /** The one group of a monitor without groups. */
  private static final String ALL = "*";

  private static final String FINE = "OK";
  private static final Priority[] PRIORITIES = Priority.values();

  private MonitorJson() {}

  /** The monitor in an answer, or nothing if there is none. */
  static Optional<MonitorState> read(String body) {
    try {
      var monitor = EventCodec.mapper().readTree(body);
      return monitor.hasNonNull("id") ? Optional.of(state(monitor)) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** The monitors of a list, or nothing if it is none. */
  static Optional<List<ListedMonitor>> readAll(String body) {
    try {
      var list = EventCodec.mapper().readTree(body);
      return list.isArray()
          ? Optional.of(list.valueStream().map(MonitorJson::listed).toList())
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static ListedMonitor listed(JsonNode monitor) {
    var groups = new ArrayList<ListedMonitor.Group>();
    for (var group : monitor.path("state").path("groups").properties()) {
      group(group.getKey(), group.getValue()).ifPresent(groups::add);
    }
    return new ListedMonitor(
        monitor.path("id").asText(),
        monitor.path("name").asText(),
        monitor.path("message").asText(),
        priority(monitor.path("priority")),
        monitor.path("tags").valueStream().map(JsonNode::asText).toList(),
        !monitor.path("matching_downtimes").isEmpty()
            || !monitor.path("options").path("silenced").isEmpty(),
        groups);
  }

  private static Optional<ListedMonitor.Group> group(String name, JsonNode group) {
    var level = level(group.path("status").asText());
    var since =
        level == Level.NO_DATA ? time(group, "last_nodata_ts") : time(group, "last_triggered_ts");
    return level == null || since == null
        ? Optional.empty()
        : Optional.of(
            new ListedMonitor.Group(
                List.copyOf(tags(name)), level, since, time(group, "last_notified_ts")));
  }

  private static @Nullable Level level(String status) {
    return switch (status) {
      case "Alert" -> Level.ALERT;
      case "Warn" -> Level.WARN;
      case "No Data" -> Level.NO_DATA;
      default -> null;
    };
  }

  private static @Nullable Instant time(JsonNode group, String field) {
    long seconds = group.path(field).asLong(0);
    return seconds > 0 ? Instant.ofEpochSecond(seconds) : null;
  }

  private static MonitorState state(JsonNode monitor) {
    var recovered = new HashMap<Set<String>, Instant>();
    for (var group : monitor.path("state").path("groups").properties()) {
      long at = group.getValue().path("last_resolved_ts").asLong(0);
      if (group.getValue().path("status").asText().equals(FINE) && at > 0) {
        recovered.put(tags(group.getKey()), Instant.ofEpochSecond(at));
      }
    }
    return new MonitorState(recovered, priority(monitor.path("priority")));
  }

  /** Datadog counts from 1; some of its answers write 0 for none. */
  private static @Nullable Priority priority(JsonNode node) {
    int number = node.asInt(0);
    return number < 1 || number > PRIORITIES.length ? null : PRIORITIES[number - 1];
  }

  private static Set<String> tags(String group) {
    return group.equals(ALL) ? Set.of() : Set.of(group.strip().split("\\s*,\\s*", -1));
  }
}
