package io.taskcall.sync.datadog;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.taskcall.codec.EventCodec;
import io.taskcall.sync.domain.Wish;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Notes as follow-up tasks of an incident that are done already: the one thing with a text that
 * Datadog's API documents for an incident that is there.
 */
final class TodoJson {
  private static final String TYPE = "incident_todos";
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'").withZone(ZoneOffset.UTC);

  private TodoJson() {}

  static String create(Wish.Note note) {
    var attributes =
        Map.of(
            "content",
            note.text() + " " + note.mark(),
            "assignees",
            List.of(),
            "completed",
            MICROS.format(note.at()));
    try {
      return EventCodec.mapper()
          .writeValueAsString(Map.of("data", Map.of("type", TYPE, "attributes", attributes)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a body of ours must be writable", e);
    }
  }

  /** The id of the one that ends with a mark, if there is one; nothing if it is no list. */
  static Optional<Optional<String>> find(String body, String mark) {
    try {
      var data = EventCodec.mapper().readTree(body).path("data");
      return data.isArray()
          ? Optional.of(
              data.valueStream()
                  .filter(one -> one.at("/attributes/content").asText().strip().endsWith(mark))
                  .map(one -> one.path("id").asText())
                  .findFirst())
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
