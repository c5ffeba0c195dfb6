package io.taskcall.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.contracts.IncidentSnapshot.Status;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What crosses to Datadog beside the fields of an incident, where somebody has asked for it. */
@QuarkusTest
@TestProfile(MirrorServiceTest.Quick.class)
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(FakeWorld.class)
class SharingServiceTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  private static Customer customer;

  @TestHTTPResource URI service;

  @BeforeAll
  static void connect() throws Exception {
    customer = new Customer("sharing");
  }

  @AfterAll
  static void disconnect() {
    customer.close();
  }

  /** An incident on both sides, of an integration for which this was chosen. */
  private IncidentSnapshot mirrored(String name, String choices) throws Exception {
    var integration = customer.integration(name);
    await()
        .atMost(SOON)
        .until(() -> customer.choose(service, integration, choices).statusCode() == 200);
    FakeWorld.INCIDENTS.put(uuid(name), new FakeWorld.Incident());
    var incident =
        customer.incident(
            integration,
            name,
            new Origin.DatadogIncident(uuid(name), "1", "SEV-3", null, null),
            Priority.P3);
    customer.trigger(incident);
    await().atMost(SOON).until(() -> customer.has(service, incident, "look", "done"));
    return incident;
  }

  private static String uuid(String name) {
    return Ids.derive("datadog", "sharing", name).toString();
  }

  private static IncidentEvent noted(IncidentSnapshot incident, String text) {
    return new IncidentEvent.NoteAdded(
        Ids.derive("noted", incident.id(), text), Instant.now(), customer.byAna, incident, text);
  }

  @Test
  void each_note_is_there_once_though_the_answer_to_one_is_lost() throws Exception {
    var incident = mirrored("notes", "{\"notes\":\"todos\"}");
    var there = FakeWorld.INCIDENTS.get(uuid("notes"));
    FakeWorld.LOSE_ANSWER_TO_TASK.set(true);
    var first = noted(incident, "rolled back");
    customer.say(first);
    customer.say(first);
    await().atMost(SOON).until(() -> customer.has(service, incident, "note", "done"));
    customer.say(noted(incident, "looks better"));
    await().atMost(SOON).until(() -> there.todos.size() == 2);
    assertThat(there.todos.getFirst()).startsWith("Ana Silva: rolled back [TaskCall note ");
    assertThat(there.todos.getLast()).startsWith("Ana Silva: looks better [TaskCall note ");
    assertThat(customer.calls(service, incident))
        .filteredOn(call -> call.path("note").asText().equals("there already"))
        .singleElement()
        .satisfies(call -> assertThat(call.path("attempts").asInt()).isEqualTo(2));
  }

  @Test
  void who_took_it_on_and_who_is_asked_is_told_there_and_nobody_twice() throws Exception {
    var incident = mirrored("people", "{\"acknowledged\":\"note\",\"responders\":\"handles\"}");
    var there = FakeWorld.INCIDENTS.get(uuid("people"));
    await().atMost(SOON).until(() -> there.handles.contains("@ana@demo.example"));
    int writes = FakeWorld.requests("PATCH", uuid("people")).size();
    var taken =
        customer.incident(
            incident.source().integrationId(),
            "people",
            incident.source().origin(),
            Priority.P3,
            Status.ACKNOWLEDGED,
            null);
    customer.say(
        new IncidentEvent.Acknowledged(
            Ids.derive("taken", incident.id()), Instant.now(), customer.byAna, taken));
    await().atMost(SOON).until(() -> there.todos.size() == 1);
    assertThat(there.todos.getFirst()).startsWith("Acknowledged by Ana Silva [TaskCall note ");
    await()
        .atMost(SOON)
        .until(() ->
            customer.calls(service, incident).stream()
                .anyMatch(call -> call.path("note").asText().equals("notified already")));
    assertThat(FakeWorld.requests("PATCH", uuid("people"))).hasSize(writes);
    assertThat(there.state).isEqualTo("active");
  }
}
