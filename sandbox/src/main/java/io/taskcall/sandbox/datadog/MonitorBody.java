package io.taskcall.sandbox.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskcall.sandbox.domain.monitor.Monitor;
import io.taskcall.sandbox.domain.monitor.MonitorType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a monitor out of a request; what an update doesn't name stays. */
@ApplicationScoped
class MonitorBody {
  private final Bodies bodies;

  MonitorBody(Bodies bodies) {
    this.bodies = bodies;
  }

  ObjectNode read(@Nullable String body) {
    return bodies.read(body, () -> DatadogError.text(400, "Invalid JSON"));
  }

  Monitor create(ObjectNode body, long id) {
    var type =
        MonitorType.named(body.path("type").asText(""))
            .orElseThrow(() -> invalid("type", "unknown monitor type"));
    return checked(
        new Monitor(
            id,
            body.path("name").asText(""),
            type,
            body.path("query").asText(""),
            body.path("message").asText(""),
            priority(body),
            tags(body.path("tags")),
            body.path("options").path("include_tags").asBoolean(true)));
  }

  Monitor update(ObjectNode body, Monitor known) {
    return checked(
        new Monitor(
            known.id(),
            body.path("name").asText(known.name()),
            known.type(),
            body.path("query").asText(known.query()),
            body.path("message").asText(known.message()),
            body.has("priority") ? priority(body) : known.priority(),
            body.has("tags") ? tags(body.path("tags")) : known.tags(),
            body.path("options").path("include_tags").asBoolean(known.includeTags())));
  }

  /** What was given, and what Datadog adds; a threshold of null is none. */
  Map<String, @Nullable Object> options(ObjectNode body) {
    var options = new LinkedHashMap<String, @Nullable Object>();
    for (var option : body.path("options").properties()) {
      options.put(option.getKey(), bodies.plain(option.getValue()));
    }
    var thresholds = bodies.object();
    for (var threshold : body.path("options").path("thresholds").properties()) {
      if (threshold.getValue().isNumber()) {
        thresholds.put(threshold.getKey(), threshold.getValue().asDouble());
      }
    }
    options.put("thresholds", bodies.plain(thresholds));
    options.putIfAbsent("notify_no_data", false);
    options.putIfAbsent("notify_audit", false);
    options.putIfAbsent("include_tags", true);
    options.put("groupby_simple_monitor", false);
    options.put("silenced", Map.of());
    return options;
  }

  private static Monitor checked(Monitor monitor) {
    if (!monitor.comparesSomething()) {
      throw invalid("query", "invalid operator specified: ");
    }
    return monitor;
  }

  private static @Nullable Integer priority(ObjectNode body) {
    var given = body.path("priority");
    if (given.isNull() || given.isMissingNode()) {
      return null;
    }
    if (!given.isInt() || given.asInt() < 1 || given.asInt() > 5) {
      throw invalid("priority", "must be 1 to 5");
    }
    return given.asInt();
  }

  private static List<String> tags(JsonNode given) {
    var tags = new ArrayList<String>();
    given.forEach(tag -> tags.add(tag.asText()));
    return tags;
  }

  private static DatadogError invalid(String parameter, String why) {
    return DatadogError.text(
        400, "The value provided for parameter '" + parameter + "' is invalid: " + why);
  }
}
