package io.taskcall.sync.datadog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.taskcall.codec.EventCodec;
import io.taskcall.sync.domain.DowntimeThere;
import io.taskcall.sync.domain.Wish;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Downtimes as the second version of Datadog's API writes them. */
final class DowntimeJson {
  private static final String TYPE = "downtime";
  private static final String EVERYTHING = "*";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./-]+");
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+00:00'").withZone(ZoneOffset.UTC);

  private DowntimeJson() {}

  /** What a message of ours ends with, so that it is known again. */
  static String mark(UUID incidentId) {
    return "[TaskCall %s]".formatted(incidentId);
  }

  static String create(Wish.Downtime wish, UUID incidentId, Instant until) {
    return body(
        Map.of(
            "type",
            TYPE,
            "attributes",
            Map.of(
                "message",
                "Left alone in TaskCall " + mark(incidentId),
                "monitor_identifier",
                Map.of("monitor_id", Long.parseLong(wish.monitorId())),
                "scope",
                scope(wish.scope()),
                "schedule",
                schedule(until))));
  }

  static String until(String id, Instant until) {
    return body(Map.of("type", TYPE, "id", id, "attributes", Map.of("schedule", schedule(until))));
  }

  private static Map<String, String> schedule(Instant until) {
    return Map.of("end", SECONDS.format(until));
  }

  private static String body(Map<String, Object> data) {
    try {
      return EventCodec.mapper().writeValueAsString(Map.of("data", data));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a body of ours must be writable", e);
    }
  }

  /** The group's tags, all of which must be there, in the syntax of Datadog's searches. */
  static String scope(List<String> tags) {
    return tags.isEmpty()
        ? EVERYTHING
        : tags.stream().map(DowntimeJson::term).collect(Collectors.joining(" AND "));
  }

  private static String term(String tag) {
    int colon = tag.indexOf(':');
    var key = tag.substring(0, colon + 1);
    var value = tag.substring(colon + 1);
    return PLAIN.matcher(value).matches()
        ? tag
        : key + '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /**
   * Those of a part of a list.
   *
   * @param ours those among them that end with our mark and go on
   */
  record Part(int size, List<DowntimeThere> ours) {}

  /** A part of a list, or nothing if it is none. */
  static Optional<Part> read(String body, UUID incidentId) {
    try {
      var data = EventCodec.mapper().readTree(body).path("data");
      if (!data.isArray()) {
        return Optional.empty();
      }
      var ours = new ArrayList<DowntimeThere>();
      for (var one : data) {
        var attributes = one.path("attributes");
        if (attributes.path("message").asText().strip().endsWith(mark(incidentId))
            && goesOn(attributes)) {
          ours.add(
              new DowntimeThere(one.path("id").asText(), time(attributes.at("/schedule/end"))));
        }
      }
      return Optional.of(new Part(data.size(), ours));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static boolean goesOn(JsonNode attributes) {
    var status = attributes.path("status").asText();
    return !status.equals("canceled") && !status.equals("ended");
  }

  private static @Nullable Instant time(JsonNode node) {
    try {
      return node.isTextual() ? OffsetDateTime.parse(node.textValue()).toInstant() : null;
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
