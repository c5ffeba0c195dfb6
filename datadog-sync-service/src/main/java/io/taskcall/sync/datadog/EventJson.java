package io.taskcall.sync.datadog;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.taskcall.codec.EventCodec;
import io.taskcall.sync.domain.Wish;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events of Datadog's event stream as the first version of its API writes them. */
final class EventJson {
  /** Clocks differ, and Datadog's own is what counts here. */
  private static final Duration AROUND = Duration.ofHours(1);

  private EventJson() {}

  static String create(Wish.Comment comment) {
    var tags = new ArrayList<>(comment.scope());
    tags.add("taskcall_monitor:" + comment.monitorId());
    tags.add(comment.mark());
    var title = silent(comment.title());
    try {
      return EventCodec.mapper()
          .writeValueAsString(
              Map.of(
                  "title",
                  title,
                  "text",
                  title,
                  "alert_type",
                  "info",
                  "tags",
                  tags,
                  "aggregation_key",
                  "taskcall-monitor-" + comment.monitorId()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a body of ours must be writable", e);
    }
  }

  /** Datadog sends a text with an {@code @} to whoever is called like what follows. */
  private static String silent(String text) {
    return text.replace('@', '＠');
  }

  /** What asks for the events that have our tag. */
  static String query(Wish.Comment comment) {
    return "?start=%d&end=%d&unaggregated=true&tags=%s"
        .formatted(
            comment.at().minus(AROUND).getEpochSecond(),
            comment.at().plus(Duration.ofDays(4)).getEpochSecond(),
            URLEncoder.encode(comment.mark(), StandardCharsets.UTF_8));
  }

  /** The id of the one that has our tag, if there is one; nothing if it is no list. */
  static Optional<Optional<String>> find(String body, String mark) {
    try {
      var events = EventCodec.mapper().readTree(body).path("events");
      return events.isArray()
          ? Optional.of(
              events
                  .valueStream()
                  .filter(event -> tags(event).contains(mark))
                  .map(event -> event.path("id_str").asText(event.path("id").asText()))
                  .findFirst())
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static List<String> tags(com.fasterxml.jackson.databind.JsonNode event) {
    return event.path("tags").valueStream().map(tag -> tag.asText()).toList();
  }
}
