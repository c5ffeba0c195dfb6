package io.taskcall.sync.datadog;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.taskcall.codec.EventCodec;
import io.taskcall.sync.domain.DatadogIncident;
import io.taskcall.sync.domain.Handle;
import io.taskcall.sync.domain.Wish;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Datadog's incidents as its API v2 writes them, as far as we need them. */
final class IncidentJson {
  private static final String TYPE = "incidents";
  private static final String DROPDOWN = "dropdown";
  private static final String AUTOCOMPLETE = "autocomplete";

  private IncidentJson() {}

  /** The body that makes a wish come true: what changes, and nothing else. */
  static String update(String uuid, Wish.Write wish) {
    return write(Map.of("data", Map.of("id", uuid, "type", TYPE, "attributes", change(wish))));
  }

  /** The body that lets it notify these, and nobody else. */
  static String notify(String uuid, List<Handle> handles) {
    var notified = new ArrayList<Map<String, Object>>();
    for (var handle : handles) {
      var one = new LinkedHashMap<String, Object>();
      if (handle.name() != null) {
        one.put("display_name", handle.name());
      }
      one.put("handle", handle.handle());
      notified.add(one);
    }
    return write(
        Map.of(
            "data",
            Map.of(
                "id", uuid, "type", TYPE, "attributes", Map.of("notification_handles", notified))));
  }

  private static Map<String, Object> change(Wish.Write wish) {
    return switch (wish.field()) {
      case STATUS -> Map.of("fields", Map.of("state", new Field(DROPDOWN, wish.word())));
      case PRIORITY -> Map.of("fields", Map.of("severity", new Field(DROPDOWN, wish.word())));
      case TITLE -> Map.of("title", wish.word());
    };
  }

  /** The body that declares an incident. */
  static String create(Wish.Create wish) {
    var fields = new LinkedHashMap<String, Field>();
    fields.put("severity", new Field(DROPDOWN, wish.severity()));
    if (!wish.services().isEmpty()) {
      fields.put("services", new Field(AUTOCOMPLETE, wish.services()));
    }
    if (!wish.teams().isEmpty()) {
      fields.put("teams", new Field(AUTOCOMPLETE, wish.teams()));
    }
    var cell = Map.of("cell_type", "markdown", "content", Map.of("content", wish.note()));
    var attributes =
        Map.of(
            "title",
            wish.title(),
            "customer_impacted",
            false,
            "fields",
            fields,
            "initial_cells",
            List.of(cell));
    return write(Map.of("data", Map.of("type", TYPE, "attributes", attributes)));
  }

  private static String write(Object body) {
    try {
      return EventCodec.mapper().writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a body of ours must be writable", e);
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

  /** The incidents in the answer to a list or a search, or nothing if it is neither. */
  static Optional<List<DatadogIncident>> readAll(String body) {
    try {
      var data = EventCodec.mapper().readTree(body).path("data");
      var listed = data.isArray() ? data : data.path("attributes").path("incidents");
      if (!listed.isArray()) {
        return Optional.empty();
      }
      var incidents = new ArrayList<DatadogIncident>();
      for (var node : listed) {
        var one = node.has("data") ? node.path("data") : node;
        EventCodec.mapper().treeToValue(one, Data.class).incident().ifPresent(incidents::add);
      }
      return Optional.of(incidents);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** A field as Datadog writes it; {@code value} is a text or a list of texts. */
  record Field(String type, Object value) {}

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
      return Optional.of(
          new DatadogIncident(
              id,
              attributes.number(),
              attributes.title(),
              state,
              attributes.word("severity", attributes.severity()),
              instant(attributes.created()),
              instant(attributes.modified()),
              attributes.by(),
              attributes.handles()));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
      return time == null ? null : time.toInstant();
    }
  }

  record Attributes(
      @JsonProperty("public_id") @Nullable JsonNode publicId,
      @Nullable String title,
      @Nullable String state,
      @Nullable String severity,
      @Nullable OffsetDateTime created,
      @Nullable OffsetDateTime modified,
      @Nullable Map<String, JsonNode> fields,
      @JsonProperty("last_modified_by") @Nullable JsonNode lastModifiedBy,
      @JsonProperty("last_modified_by_uuid") @Nullable String lastModifiedByUuid,
      @JsonProperty("notification_handles") @Nullable JsonNode notificationHandles) {
    private List<Handle> handles() {
      return notificationHandles == null
          ? List.of()
          : notificationHandles
              .valueStream()
              .filter(node -> node.path("handle").isTextual())
              .map(node ->
                  new Handle(text(node.path("display_name")), node.path("handle").textValue()))
              .toList();
    }

    /** Datadog says it twice, and older incidents may say it in one place only. */
    private @Nullable String word(String field, @Nullable String attribute) {
      if (attribute != null || fields == null || !fields.containsKey(field)) {
        return attribute;
      }
      return text(fields.get(field).path("value"));
    }

    private @Nullable String number() {
      return publicId == null || publicId.isNull() ? null : publicId.asText();
    }

    /** Some answers name the user, others give the id alone. */
    private @Nullable String by() {
      if (lastModifiedBy == null) {
        return lastModifiedByUuid;
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
