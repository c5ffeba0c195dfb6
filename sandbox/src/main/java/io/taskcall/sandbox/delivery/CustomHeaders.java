package io.taskcall.sandbox.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Reads the headers that a customer added, which Datadog keeps as JSON in a string. */
@ApplicationScoped
class CustomHeaders {
  private final ObjectMapper json;

  CustomHeaders(ObjectMapper json) {
    this.json = json;
  }

  Map<String, String> read(String headers) {
    if (headers.isBlank()) {
      return Map.of();
    }
    try {
      return json.readValue(headers, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException("custom_headers hold no JSON object of texts", malformed);
    }
  }
}
