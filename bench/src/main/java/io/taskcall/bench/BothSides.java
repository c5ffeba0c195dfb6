package io.taskcall.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.taskcall.quickstart.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The two sides of the mirror: TaskCall's API, and the sandbox's Datadog as a person uses it. */
final class BothSides {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int LIST_MAX = 20_000;

  private final HttpClient http;
  private final String taskcall;
  private final String token;
  private final String sandbox;

  BothSides(HttpClient http, Installation installation) {
    this.http = http;
    this.taskcall = installation.url();
    this.token = installation.token();
    this.sandbox = installation.sandboxUrl();
  }

  /** An incident as one side tells it. */
  record Told(String id, String title, String status, String priority) {}

  /** Somebody declares an incident in Datadog; its id there. */
  String declare(String title, String severity) {
    return send(
            "POST",
            sandbox + "/api/datadog/incidents",
            Map.of("title", title, "severity", severity))
        .path("id")
        .asText();
  }

  void changeThere(String id, Map<String, String> change) {
    send("PATCH", sandbox + "/api/datadog/incidents/" + id, change);
  }

  void changeHere(String id, Map<String, String> change) {
    send("PATCH", taskcall + "/api/v1/incidents/" + id, change);
  }

  void acknowledge(String id) {
    send("POST", taskcall + "/api/v1/incidents/" + id + "/acknowledge", Map.of());
  }

  void switches(Map<String, ?> switches) {
    send("PUT", sandbox + "/api/switches", switches);
  }

  void allWell() {
    send("DELETE", sandbox + "/api/switches", Map.of());
  }

  /** Datadog's incidents by their ids. */
  Map<String, Told> there() {
    var found = new HashMap<String, Told>();
    for (var one : send("GET", sandbox + "/api/datadog/incidents?limit=" + LIST_MAX, Map.of())) {
      found.put(
          one.path("id").asText(),
          new Told(
              one.path("id").asText(),
              one.path("title").asText(),
              one.path("state").asText(),
              one.path("severity").asText()));
    }
    return found;
  }

  /** The incidents of ours that are not over. */
  List<Told> here() {
    var found = new ArrayList<Told>();
    var list = taskcall + "/api/v1/incidents?status=open&status=acknowledged&limit=100";
    for (var next = ""; next != null; ) {
      var page = send("GET", list + next, Map.of());
      page.path("items").forEach(one -> found.add(told(one)));
      next = page.path("next").isTextual() ? "&cursor=" + page.path("next").asText() : null;
    }
    return found;
  }

  Told here(String id) {
    return told(send("GET", taskcall + "/api/v1/incidents/" + id, Map.of()));
  }

  private static Told told(JsonNode incident) {
    return new Told(
        incident.path("id").asText(),
        incident.path("title").asText(),
        incident.path("status").asText(),
        incident.path("priority").asText());
  }

  /** What an incident's timeline says that came from Datadog, and what came from people. */
  JsonNode timeline(String id) {
    return send("GET", taskcall + "/api/v1/incidents/" + id + "/timeline", Map.of()).path("items");
  }

  /** How many calls to Datadog stand how, of all integrations. */
  Map<String, Long> calls() {
    var counts = new HashMap<String, Long>();
    for (var one : send("GET", taskcall + "/api/v1/datadog/integrations", Map.of()).path("items")) {
      one.path("calls")
          .properties()
          .forEach(entry -> counts.merge(entry.getKey(), entry.getValue().asLong(), Long::sum));
    }
    return counts;
  }

  private JsonNode send(String method, String url, Map<String, ?> body) {
    try {
      var publisher =
          method.equals("GET")
              ? BodyPublishers.noBody()
              : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(new HashMap<>(body)));
      var request =
          HttpRequest.newBuilder(URI.create(url))
              .method(method, publisher)
              .header("Content-Type", "application/json")
              .header("Authorization", "Bearer " + token)
              .build();
      var response = http.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            method + " " + url + " was answered with " + response.statusCode());
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
