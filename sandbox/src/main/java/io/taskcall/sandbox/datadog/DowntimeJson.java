package io.taskcall.sandbox.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskcall.sandbox.domain.incident.Person;
import io.taskcall.sandbox.domain.monitor.Downtime;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes downtimes as the second version of Datadog's API does. */
@ApplicationScoped
class DowntimeJson {
  private static final String TYPE = "downtime";

  private final Bodies bodies;

  DowntimeJson(Bodies bodies) {
    this.bodies = bodies;
  }

  /** The attributes of a request. */
  JsonNode attributes(@Nullable String body) {
    var data =
        bodies.read(body, () -> DatadogError.badRequest("the body is not JSON")).path("data");
    if (!data.path("type").asText("").equals(TYPE)) {
      throw DatadogError.badRequest("data.type must be " + TYPE);
    }
    return data.path("attributes");
  }

  /** A time of a schedule, which must be given without an offset from UTC. */
  static @Nullable Instant time(JsonNode schedule, String field) {
    return Bodies.text(schedule, field).map(text -> time(field, text)).orElse(null);
  }

  private static Instant time(String field, String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text))
          .filter(time -> time.getOffset().equals(ZoneOffset.UTC))
          .map(OffsetDateTime::toInstant)
          .orElseThrow(() ->
              DatadogError.badRequest("schedule." + field + " must have a UTC offset of zero"));
    } catch (DateTimeParseException malformed) {
      throw DatadogError.badRequest("schedule." + field + " is no date: " + text);
    }
  }

  ObjectNode data(Downtime downtime, Instant now) {
    var data = bodies.object();
    data.put("type", TYPE);
    data.put("id", downtime.id().toString());
    var attributes = data.putObject("attributes");
    attributes.put("mute_first_recovery_notification", false);
    attributes.put("canceled", Bodies.time(downtime.canceled()));
    attributes.putObject("monitor_identifier").put("monitor_id", downtime.monitorId());
    attributes
        .putObject("schedule")
        .put("start", Bodies.time(downtime.start()))
        .put("end", Bodies.time(downtime.end()));
    attributes.putArray("notify_end_types").add("expired");
    attributes.putArray("notify_end_states").add("alert").add("no data").add("warn");
    attributes.put("status", downtime.status(now));
    attributes.put("scope", downtime.scope());
    attributes.put("created", Bodies.time(downtime.created()));
    attributes.put("modified", Bodies.time(downtime.modified()));
    attributes.put("display_timezone", "UTC");
    attributes.put("message", downtime.message());
    var relationships = data.putObject("relationships");
    IncidentJson.relate(relationships, "created_by", Person.DANA);
    relationships
        .putObject("monitor")
        .putObject("data")
        .put("type", "monitors")
        .put("id", Long.toString(downtime.monitorId()));
    return data;
  }
}
