package io.taskcall.quickstart.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** An incident as the REST API tells it. */
record Incident(
    String id, String number, String title, String status, String priority, Instant openedAt) {
  static Incident of(JsonNode incident) {
    return new Incident(
        incident.path("id").asText(),
        incident.path("number").asText(),
        incident.path("title").asText(),
        incident.path("status").asText(),
        incident.path("priority").asText(),
        Instant.parse(incident.path("openedAt").asText()));
  }
}
