package io.taskcall.sandbox.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/**
 * Writes a JSON payload as a form, for {@code encode_as: form}.
 *
 * <p>How Datadog flattens nested objects is not documented; here they stay JSON within their field.
 */
@ApplicationScoped
class FormBody {
  private final ObjectMapper json;

  FormBody(ObjectMapper json) {
    this.json = json;
  }

  /** A payload that is no JSON object goes whole into one field. */
  String encode(String payload) {
    var fields = new ArrayList<String>();
    for (var field : read(payload).properties()) {
      var value = field.getValue();
      if (!value.isNull()) {
        fields.add(encoded(field.getKey()) + "=" + encoded(text(value)));
      }
    }
    return fields.isEmpty() ? "payload=" + encoded(payload) : String.join("&", fields);
  }

  private JsonNode read(String payload) {
    try {
      return json.readTree(payload);
    } catch (JsonProcessingException notJson) {
      return json.createObjectNode();
    }
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
