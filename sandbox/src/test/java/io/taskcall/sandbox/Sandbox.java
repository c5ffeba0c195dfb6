package io.taskcall.sandbox;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;

/** The sandbox under test, through its own API; starts out with everything well. */
public record Sandbox(Http http) {
  public static final long CPU = 8248529;

  public static Sandbox at(URI uri) {
    var sandbox = new Sandbox(Http.at(uri.toString()));
    sandbox.http().send("DELETE", "/api/switches", null);
    for (var place : List.of("mailbox", "phone", "slack", "teams", "hooks", "push")) {
      sandbox.http().send("DELETE", "/api/" + place, null);
    }
    return sandbox;
  }

  public void sendWebhooksTo(String url) {
    http.send(
        "PUT",
        "/api/datadog/webhook",
        "{\"url\":\"%s\",\"template\":\"taskcall\",\"encodeAs\":\"json\",\"customHeaders\":\"\"}"
            .formatted(url));
  }

  public void set(String name, Object value) {
    var answer = http.send("PUT", "/api/switches", "{\"%s\":%s}".formatted(name, value));
    if (answer.status() != 200) {
      throw new AssertionError(answer.text());
    }
  }

  public JsonNode move(long monitor, String transition, String scope) {
    return http.post(
            "/api/datadog/monitors/" + monitor + "/transitions",
            "{\"transition\":\"%s\",\"scope\":\"%s\"}".formatted(transition, scope))
        .json();
  }

  /** The delivery of an event, once it isn't waiting any more. */
  public JsonNode delivered(String eventId) {
    return await()
        .until(
            () -> {
              for (var delivery : http.get("/api/datadog/deliveries").json()) {
                if (delivery.path("eventId").asText().equals(eventId)
                    && !delivery.path("outcome").asText().equals("QUEUED")) {
                  return delivery;
                }
              }
              return null;
            },
            found -> found != null);
  }
}
