package io.taskcall.quickstart.demo;

import com.fasterxml.jackson.databind.JsonNode;

/** An incident as the REST API tells it. */
record Incident(String id, String number, String title, String status, String priority) {
  static Incident of(JsonNode incident) {
    return new Incident(
        incident.path("id").asText(),
        incident.path("number").asText(),
        incident.path("title").asText(),
        incident.path("status").asText(),
        incident.path("priority").asText());
  }
}
