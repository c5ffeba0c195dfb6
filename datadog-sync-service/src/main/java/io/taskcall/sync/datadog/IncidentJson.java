package io.taskcall.sync.datadog;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.taskcall.codec.EventCodec;
import io.taskcall.sync.domain.DatadogIncident;
import io.taskcall.sync.domain.Wish;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Datadog's incidents as its API v2 writes them, as far as we need them. */
final class IncidentJson {
  private static final String TYPE = "incidents";

  private IncidentJson() {}

  /** The body that makes a wish come true. */
  static String update(String uuid, Wish.Write wish) {
    var field = new Field("dropdown", wish.word());
    try {
      return EventCodec.mapper()
          .writeValueAsString(
              new Update(
                  new UpdateData(uuid, TYPE, new UpdateAttributes(Map.of(wish.field(), field)))));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an update must be writable", e);
    }
  }

  /** The incident in an answer, or nothing if there is none. */
  static Optional<DatadogIncident> read(String body) {
    try {
      var envelope = EventCodec.mapper().readValue(body, Envelope.class);
      return envelope == null || envelope.data() == null
          ? Optional.empty()
          : envelope.data().incident();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  record Update(UpdateData data) {}

  record UpdateData(String id, String type, UpdateAttributes attributes) {}

  record UpdateAttributes(Map<String, Field> fields) {}

  record Field(String type, String value) {}

  record Envelope(@Nullable Data data) {}

  record Data(@Nullable String id, @Nullable Attributes attributes) {
    Optional<DatadogIncident> incident() {
      if (id == null || attributes == null) {
        return Optional.empty();
      }
      var state = attributes.word("state", attributes.state());
      if (state == null) {
        return Optional.empty();
      }
      var modified = attributes.modified();
      return Optional.of(
          new DatadogIncident(
              id,
              state,
              attributes.word("severity", attributes.severity()),
              modified == null ? null : modified.toInstant(),
              attributes.by()));
    }
  }

  record Attributes(
      @Nullable String state,
      @Nullable String severity,
      @Nullable OffsetDateTime modified,
      @Nullable Map<String, JsonNode> fields,
      @JsonProperty("last_modified_by") @Nullable JsonNode lastModifiedBy) {

    /** Datadog says it twice, and older incidents may say it in one place only. */
    private @Nullable String word(String field, @Nullable String attribute) {
      if (attribute != null || fields == null || !fields.containsKey(field)) {
        return attribute;
      }
      return text(fields.get(field).path("value"));
    }

    private @Nullable String by() {
      if (lastModifiedBy == null) {
        return null;
      }
      var user = lastModifiedBy.path("data").path("attributes");
      var handle = text(user.path("handle"));
      return handle == null ? text(user.path("name")) : handle;
    }

    private static @Nullable String text(JsonNode node) {
      return node.isTextual() ? node.textValue() : null;
    }
  }
}
