package io.taskcall.quickstart.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** TaskCall's REST API, as the demo organization's owner uses it. */
final class TaskCallApi {
  private static final String INCIDENTS = "/api/v1/incidents";
  private static final String DASHBOARDS = "/api/v1/dashboards";

  private final JsonHttp http;

  TaskCallApi(HttpClient client, String url, String token) {
    this.http = new JsonHttp(client, url, Map.of("Authorization", "Bearer " + token));
  }

  /** The newest incident whose title holds that text. */
  Optional<Incident> incidentAbout(String title) {
    return StreamSupport.stream(http.get(INCIDENTS).path("items").spliterator(), false)
        .map(Incident::of)
        .filter(incident -> incident.title().contains(title))
        .findFirst();
  }

  Incident incident(String id) {
    return Incident.of(http.get(INCIDENTS + "/" + id));
  }

  /** How often the alert behind an incident has fired, counted by dedup. */
  long firings(String incident) {
    var alerts = http.get(INCIDENTS + "/" + incident + "/alerts");
    var first = alerts.path("items").path(0);
    var fingerprint = first.path("fingerprint").asText(first.path("alert").asText());
    var alert = http.get("/api/v1/alerts/" + fingerprint);
    return alert.path("stretch").path("count").asLong();
  }

  void acknowledge(String incident) {
    http.post(INCIDENTS + "/" + incident + "/acknowledge", Map.of());
  }

  void prioritize(String incident, String priority) {
    http.send("PATCH", INCIDENTS + "/" + incident, Map.of("priority", priority))
        .succeeded("changing a priority");
  }

  void resolve(String incident) {
    http.post(INCIDENTS + "/" + incident + "/resolve", Map.of());
  }

  /** Tells stakeholders how an incident goes. */
  void tell(String incident, String message) {
    http.post(INCIDENTS + "/" + incident + "/status-updates", Map.of("message", message));
  }

  /** The address of the public dashboard of that name, which is made if there is none. */
  String dashboard(String name) {
    return StreamSupport.stream(http.get(DASHBOARDS).path("items").spliterator(), false)
        .filter(dashboard -> dashboard.path("name").asText().equals(name))
        .findFirst()
        .orElseGet(
            () -> http.post(DASHBOARDS, Map.of("name", name, "audience", "public", "graph", true)))
        .path("url")
        .asText();
  }

  /** True if everybody who has a dashboard's address reads there what stakeholders were told. */
  boolean shows(String dashboard, String message) {
    var shown = http.get(URI.create(dashboard).getPath() + "/json");
    return shown.path("incidents").findValuesAsText("message").contains(message);
  }
}
