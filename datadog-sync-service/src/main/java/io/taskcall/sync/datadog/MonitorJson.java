package io.taskcall.sync.datadog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.taskcall.codec.EventCodec;
import io.taskcall.contracts.Priority;
import io.taskcall.sync.domain.MonitorState;
import java.time.Instant;
import java.util.HashMap;
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
