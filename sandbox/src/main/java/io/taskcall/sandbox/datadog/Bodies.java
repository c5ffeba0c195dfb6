package io.taskcall.sandbox.datadog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON with the habits of Datadog's API. */
@ApplicationScoped
class Bodies {
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'").withZone(ZoneOffset.UTC);

  private final ObjectMapper json;

  Bodies(ObjectMapper json) {
    this.json = json;
  }

  ObjectNode object() {
    return json.createObjectNode();
  }

  ArrayNode array() {
    return json.createArrayNode();
  }

  /** Reads an object; whatever else comes is answered with {@code otherwise}. */
  ObjectNode read(@Nullable String body, Supplier<DatadogError> otherwise) {
    try {
      if (body != null && json.readTree(body) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException malformed) {
      throw otherwise.get();
    }
    throw otherwise.get();
  }

  JsonNode tree(Object value) {
    return json.valueToTree(value);
  }

  @Nullable Object plain(JsonNode node) {
    return json.convertValue(node, Object.class);
  }

  static Optional<String> text(JsonNode node, String name) {
    var value = node.path(name);
    return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
  }

  static @Nullable String time(@Nullable Instant at) {
    return at == null ? null : MICROS.format(at);
  }
}
