package io.taskcall.quickstart.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The outside world of the demo: a Datadog and a mailbox. */
final class Sandbox {
  private static final String WEBHOOKS =
      "/datadog/api/v1/integration/webhooks/configuration/webhooks";
  private static final int CREATED = 201;

  private final JsonHttp http;

  Sandbox(HttpClient client, String url) {
    this.http =
        new JsonHttp(
            client,
            url,
            Map.of(
                "DD-API-KEY", "sandbox-api-key", "DD-APPLICATION-KEY", "sandbox-application-key"));
  }

  /** A monitor whose alerts go to a webhook. */
  final class Monitor {
    private static final String SCOPE = "host:web-1";
    private final long id;

    private Monitor(long id) {
      this.id = id;
    }

    void goes(String transition) {
      http.post(
          "/api/datadog/monitors/" + id + "/transitions",
          Map.of("transition", transition, "scope", SCOPE));
    }
  }

  Monitor monitor(String name, int priority, String webhook) {
    var monitor =
        Map.of(
            "name",
            name,
            "priority",
            priority,
            "message",
            name + "\n\n@webhook-" + webhook,
            "scopes",
            List.of(Monitor.SCOPE));
    return new Monitor(http.post("/api/datadog/monitors", monitor).path("id").asLong());
  }

  /** Adds a webhook beside the one that is there, with the same payload, or points it elsewhere. */
  void webhook(String name, String url) {
    var payload = http.get("/api/datadog/webhook").path("payload").asText();
    var webhook = Map.of("name", name, "url", url, "payload", payload);
    if (http.send("POST", WEBHOOKS, webhook).status() != CREATED) {
      http.send("PUT", WEBHOOKS + "/" + name, webhook).succeeded("changing a webhook");
    }
  }

  /** The mails about something, oldest first. */
  List<Mail> mailsAbout(String title) {
    return StreamSupport.stream(http.get("/api/mailbox").spliterator(), false)
        .map(Mail::of)
        .filter(mail -> mail.isAbout(title))
        .sorted(Comparator.comparing(Mail::receivedAt))
        .toList();
  }

  /** Somebody declares an incident in Datadog; its id there. */
  String declareIncident(String title, String severity) {
    return http.post("/api/datadog/incidents", Map.of("title", title, "severity", severity))
        .path("id")
        .asText();
  }

  /** Somebody in Datadog changes an incident. */
  void changeIncident(String id, Map<String, String> change) {
    http.send("PATCH", "/api/datadog/incidents/" + id, change).succeeded("changing an incident");
  }

  /** What Datadog says of an incident's state. */
  String stateOfIncident(String id) {
    return ofIncident(id, "state");
  }

  /** What Datadog says of an incident's severity. */
  String severityOfIncident(String id) {
    return ofIncident(id, "severity");
  }

  private String ofIncident(String id, String field) {
    for (JsonNode incident : http.get("/api/datadog/incidents")) {
      if (incident.path("id").asText().equals(id)) {
        return incident.path(field).asText();
      }
    }
    throw new Unexpected("the sandbox's Datadog does not know incident " + id);
  }
}
