package io.taskcall.sync;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskcall.codec.EventCodec;
import io.taskcall.contracts.Actor;
import io.taskcall.contracts.DatadogChange;
import io.taskcall.contracts.Event;
import io.taskcall.contracts.Fingerprint;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.contracts.IncidentSnapshot.Status;
import io.taskcall.contracts.IntegrationEvent;
import io.taskcall.contracts.MemberEvent;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import io.taskcall.contracts.Responder;
import io.taskcall.contracts.Topic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An organization that tests are made with: what it says, and what it is shown. */
final class Customer implements AutoCloseable {
  final UUID organization;
  final UUID service;
  final UUID ana;
  final Actor byAna;

  private final String key;
  private final Talk talk = new Talk();

  Customer(String name) throws Exception {
    organization = Ids.derive("organization", name);
    service = Ids.derive("service", name);
    ana = Ids.derive("user", organization, "ana");
    byAna = new Actor.Person(ana, "Ana Silva");
    key = "tc_" + Ids.sha256(name).substring(0, 43);
    say(
        new MemberEvent.Saved(
            Ids.derive("member", organization),
            Instant.now(),
            ana,
            organization,
            name,
            "Ana Silva",
            "ana@demo.example",
            MemberEvent.Role.OWNER,
            List.of(
                new MemberEvent.ApiKey(
                    Ids.derive("key", organization), "test", Ids.sha256(key), null))));
  }

  void say(Event event) throws Exception {
    talk.say(event);
  }

  @Override
  public void close() {
    talk.close();
  }

  /** An integration of its own, so that what holds it up holds up no other test. */
  UUID integration(String name) throws Exception {
    var id = Ids.derive("integration", organization, name);
    say(
        new IntegrationEvent.Saved(
            Ids.derive("saved", id),
            Instant.now(),
            id,
            organization,
            service,
            name,
            IntegrationEvent.Tool.DATADOG,
            IntegrationEvent.State.CONNECTED,
            List.of(),
            new IntegrationEvent.Datadog("sandbox")));
    return id;
  }

  IncidentSnapshot incident(
      UUID integration, String name, Origin origin, @Nullable Priority priority) {
    return incident(integration, name, origin, priority, Status.OPEN, null);
  }

  IncidentSnapshot incident(
      UUID integration,
      String name,
      Origin origin,
      @Nullable Priority priority,
      Status status,
      @Nullable Instant snoozedUntil) {
    return new IncidentSnapshot(
        Ids.derive("incident", integration, name),
        7,
        organization,
        new IncidentSnapshot.ServiceRef(service, "Checkout"),
        name,
        status,
        IncidentSnapshot.Urgency.HIGH,
        priority,
        Instant.now(),
        null,
        null,
        snoozedUntil,
        1,
        1,
        List.of(new Responder(ana, "Ana Silva")),
        new IncidentSnapshot.Source(
            integration, Fingerprint.of(organization, integration, "test", name), origin),
        false);
  }

  void trigger(IncidentSnapshot incident) throws Exception {
    say(
        new IncidentEvent.Triggered(
            Ids.derive("triggered", incident.id()), Instant.now(), byAna, incident));
  }

  static List<DatadogChange> changes(IncidentSnapshot incident) {
    return Talk.said(Topic.DATADOG_CHANGES, DatadogChange.class).stream()
        .filter(change -> change.key().equals(incident.id().toString()))
        .toList();
  }

  /** What is wanted of Datadog for an incident, the newest first. */
  List<JsonNode> calls(URI at, IncidentSnapshot incident) throws Exception {
    var answer =
        send(
            HttpRequest.newBuilder(
                at.resolve("/api/v1/datadog/calls?limit=100&incident=" + incident.id())));
    return answer.statusCode() == 200
        ? EventCodec.mapper().readTree(answer.body()).path("items").valueStream().toList()
        : List.of();
  }

  /** True if a call for a purpose stands like this. */
  boolean has(URI at, IncidentSnapshot incident, String purpose, String status) throws Exception {
    return calls(at, incident).stream()
        .anyMatch(call ->
            call.path("purpose").asText().equals(purpose)
                && call.path("status").asText().equals(status));
  }

  /** Chooses for an integration; tests ask again until the service knows it. */
  HttpResponse<String> choose(URI at, UUID integration, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(at.resolve("/api/v1/datadog/integrations/" + integration))
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          request.header("Authorization", "Bearer " + key).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
