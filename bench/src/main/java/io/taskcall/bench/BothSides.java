package io.taskcall.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The two sides of the mirror: TaskCall's API, and the sandbox's Datadog as a person uses it. */
public final class BothSides {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int LIST_MAX = 20_000;

  private final HttpClient http;
  private final String taskcall;
  private final String token;
  private final String sandbox;

  /**
   * The two sides as somebody reaches them.
   *
   * @param token an API key of TaskCall's
   */
  public BothSides(HttpClient http, URI taskcall, String token, URI sandbox) {
    this.http = http;
    this.taskcall = taskcall.toString();
    this.token = token;
    this.sandbox = sandbox.toString();
  }

  /** An incident as one side tells it. */
  public record Told(String id, String title, String status, String priority) {}

  /** Somebody declares an incident in Datadog; its id there. */
  public String declare(String title, String severity) {
    return send(
            "POST",
            sandbox + "/api/datadog/incidents",
            Map.of("title", title, "severity", severity))
        .path("id")
        .asText();
  }

  /** Somebody changes it in Datadog. */
  public void changeThere(String id, Map<String, String> change) {
    send("PATCH", sandbox + "/api/datadog/incidents/" + id, change);
  }

  /** Somebody changes it in TaskCall. */
  public void changeHere(String id, Map<String, String> change) {
    send("PATCH", taskcall + "/api/v1/incidents/" + id, change);
  }

  /** Somebody acknowledges it in TaskCall. */
  public void acknowledge(String id) {
    act(id, "acknowledge");
  }

  /** Somebody resolves it in TaskCall. */
  public void resolve(String id) {
    act(id, "resolve");
  }

  private void act(String id, String action) {
    send("POST", taskcall + "/api/v1/incidents/" + id + "/" + action, Map.of());
  }

  /** Chooses how the mirror works, for every integration with Datadog. */
  public void choose(Map<String, ?> choices) {
    for (var one : integrations()) {
      var id = one.path("connection").path("integrationId").asText();
      send("PATCH", taskcall + "/api/v1/datadog/integrations/" + id, choices);
    }
  }

  /** Lets things go wrong in Datadog. */
  public void switches(Map<String, ?> switches) {
    send("PUT", sandbox + "/api/switches", switches);
  }

  /** Lets nothing go wrong any more. */
  public void allWell() {
    send("DELETE", sandbox + "/api/switches", Map.of());
  }

  /** Datadog's incidents by their ids. */
  public Map<String, Told> there() {
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
  public List<Told> here() {
    return pages(taskcall + "/api/v1/incidents?status=open&status=acknowledged&limit=100").stream()
        .map(BothSides::told)
        .toList();
  }

  /** An incident of ours. */
  public Told here(String id) {
    return told(send("GET", taskcall + "/api/v1/incidents/" + id, Map.of()));
  }

  private static Told told(JsonNode incident) {
    return new Told(
        incident.path("id").asText(),
        incident.path("title").asText(),
        incident.path("status").asText(),
        incident.path("priority").asText());
  }

  /** What an incident's timeline says, the oldest first. */
  public JsonNode timeline(String id) {
    return send("GET", taskcall + "/api/v1/incidents/" + id + "/timeline", Map.of()).path("items");
  }

  /** How many calls to Datadog stand how, of all integrations. */
  public Map<String, Long> calls() {
    var counts = new HashMap<String, Long>();
    for (var one : integrations()) {
      one.path("calls")
          .properties()
          .forEach(entry -> counts.merge(entry.getKey(), entry.getValue().asLong(), Long::sum));
    }
    return counts;
  }

  /** Whether no call to Datadog is to be made. */
  public boolean isQuiet() {
    var calls = calls();
    return calls.getOrDefault("waiting", 0L) + calls.getOrDefault("calling", 0L) == 0;
  }

  /** When Datadog was last polled, of any integration; empty if it never was. */
  String polledAt() {
    var polls = new StringBuilder();
    integrations().forEach(one -> polls.append(one.path("connection").path("polledAt").asText()));
    return polls.toString();
  }

  /** How many calls Datadog has taken in this minute, this one included. */
  long callsThisMinute() {
    var request =
        HttpRequest.newBuilder(URI.create(sandbox + "/datadog/api/v2/incidents?page%5Bsize%5D=1"))
            .header("DD-API-KEY", "sandbox-api-key")
            .header("DD-APPLICATION-KEY", "sandbox-application-key")
            .build();
    var headers = answer(request).headers();
    return headers.firstValueAsLong("X-RateLimit-Limit").orElseThrow()
        - headers.firstValueAsLong("X-RateLimit-Remaining").orElseThrow();
  }

  /** Every call to Datadog that was or is to be made, the newest first. */
  public List<JsonNode> allCalls() {
    return pages(taskcall + "/api/v1/datadog/calls?limit=100");
  }

  /** Whether the service that mirrors answers. */
  public boolean mirrors() {
    try {
      return !integrations().isEmpty();
    } catch (Unanswered e) {
      return false; // it is just not running
    }
  }

  private JsonNode integrations() {
    return send("GET", taskcall + "/api/v1/datadog/integrations", Map.of()).path("items");
  }

  private List<JsonNode> pages(String list) {
    var found = new ArrayList<JsonNode>();
    for (var next = ""; next != null; ) {
      var page = send("GET", list + next, Map.of());
      page.path("items").forEach(found::add);
      next = page.path("next").isTextual() ? "&cursor=" + page.path("next").asText() : null;
    }
    return found;
  }

  /** It was not answered, or not as it should have been. */
  private static final class Unanswered extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private Unanswered(String message) {
      super(message);
    }
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
      return JSON.readTree(answer(request).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<byte[]> answer(HttpRequest request) {
    try {
      var response = http.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() / 100 != 2) {
        throw new Unanswered(
            request.method() + " " + request.uri() + " was answered with " + response.statusCode());
      }
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
