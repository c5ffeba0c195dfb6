package io.taskcall.sandbox.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskcall.sandbox.domain.chat.Post;
import io.taskcall.sandbox.memory.Recent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps what is posted to a place. */
@ApplicationScoped
class Incoming {
  private final ObjectMapper json;

  Incoming(ObjectMapper json) {
    this.json = json;
  }

  /** Where something is posted, and with which headers. */
  record Place(Recent<Post> room, String name, HttpHeaders headers) {}

  void add(Place place, String text, List<Post.Button> buttons, String body) {
    var id = UUID.randomUUID().toString();
    var post =
        new Post(id, place.name(), text, buttons, ours(place.headers()), body, Instant.now());
    place.room().add(id, post);
  }

  static String text(byte @Nullable [] body) {
    return body == null ? "" : new String(body, StandardCharsets.UTF_8);
  }

  /** What is no JSON is read as an empty object. */
  JsonNode read(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException notJson) {
      return json.createObjectNode();
    }
  }

  private static Map<String, String> ours(HttpHeaders headers) {
    var kept = new TreeMap<String, String>();
    headers
        .getRequestHeaders()
        .forEach((name, values) -> {
          var lower = name.toLowerCase(Locale.ROOT);
          if (lower.startsWith("x-")
              || lower.matches("idempotency-key|content-type|content-encoding|ttl|urgency|topic")) {
            kept.put(lower, values.getFirst());
          }
        });
    return kept;
  }
}
