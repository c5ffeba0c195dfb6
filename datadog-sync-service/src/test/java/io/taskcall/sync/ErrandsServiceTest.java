package io.taskcall.sync;

import static io.taskcall.sync.Customer.changes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.taskcall.contracts.DatadogChange;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the service does about the monitors that raise incidents. */
@QuarkusTest
@TestProfile(MirrorServiceTest.Quick.class)
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(FakeWorld.class)
class ErrandsServiceTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  private static Customer customer;

  @TestHTTPResource URI service;

  @BeforeAll
  static void connect() throws Exception {
    customer = new Customer("errands");
  }

  @AfterAll
  static void disconnect() {
    customer.close();
  }

  private static Origin monitor(String id) {
    return new Origin.DatadogMonitor(id, List.of("env:prod", "host:a"), null, null);
  }

  @Test
  void an_incident_without_a_priority_gets_its_monitors_and_the_next_one_without_asking()
      throws Exception {
    FakeWorld.MONITORS.put("5001", "{\"id\":5001,\"priority\":2}");
    var integration = customer.integration("learning");
    var first = customer.incident(integration, "first", monitor("5001"), null);
    customer.trigger(first);
    await().atMost(SOON).until(() -> changes(first).size() == 1);
    assertThat(changes(first).getFirst())
        .isInstanceOfSatisfying(
            DatadogChange.SeverityChanged.class,
            changed -> {
              assertThat(changed.priority()).isEqualTo(Priority.P2);
              assertThat(changed.from()).isEqualTo("none");
            });
    var second = customer.incident(integration, "second", monitor("5001"), null);
    customer.trigger(second);
    customer.trigger(second);
    await().atMost(SOON).until(() -> changes(second).size() == 1);
    assertThat(FakeWorld.requests("GET", "/5001")).hasSize(1);
    await().atMost(SOON).until(() -> customer.has(service, first, "priority", "done"));
    assertThat(customer.calls(service, first))
        .singleElement()
        .satisfies(call -> assertThat(call.path("note").asText()).isEqualTo("it is P2"));
    assertThat(customer.calls(service, second)).isEmpty();
  }

  @Test
  void monitors_that_we_may_not_read_hold_up_nothing_else() throws Exception {
    for (int i = 0; i < 2_000; i++) {
      FakeWorld.instead("5002", 403, Map.of(), "{\"errors\":[\"Forbidden\"]}");
    }
    FakeWorld.MONITORS.put("5002", "{\"id\":5002,\"priority\":1}");
    var integration = customer.integration("not allowed");
    var unknown = customer.incident(integration, "unknown", monitor("5002"), null);
    customer.trigger(unknown);
    await()
        .atMost(SOON)
        .until(() ->
            customer.calls(service, unknown).stream()
                .anyMatch(call -> call.path("note").asText().contains("403")));

    var uuid = Ids.derive("datadog", "not allowed").toString();
    FakeWorld.INCIDENTS.put(uuid, new FakeWorld.Incident());
    var mirrored =
        customer.incident(
            integration,
            "mirrored",
            new Origin.DatadogIncident(uuid, "1", "SEV-3", null, null),
            Priority.P3);
    customer.trigger(mirrored);
    await().atMost(SOON).until(() -> customer.has(service, mirrored, "look", "done"));
    assertThat(changes(unknown)).isEmpty();
    FakeWorld.INSTEAD.get("5002").clear();
    await().atMost(SOON).until(() -> changes(unknown).size() == 1);
  }

  /** An integration for which this was chosen. */
  private UUID chosen(String name, String choices) throws Exception {
    var integration = customer.integration(name);
    await()
        .atMost(SOON)
        .until(() -> customer.choose(service, integration, choices).statusCode() == 200);
    return integration;
  }

  @Test
  void a_monitors_group_is_left_alone_by_one_downtime_though_the_answer_is_lost() throws Exception {
    var integration = chosen("quiet", "{\"downtimes\":\"snoozed\"}");
    var until = Instant.now().plus(Duration.ofHours(2));
    var quiet =
        customer.incident(integration, "quiet", monitor("5003"), Priority.P3, Status.OPEN, until);
    FakeWorld.LOSE_ANSWER_TO_DOWNTIME.set(true);
    customer.say(
        new IncidentEvent.Snoozed(
            Ids.derive("snoozed", quiet.id()), Instant.now(), customer.byAna, quiet, until));
    await().atMost(SOON).until(() -> customer.has(service, quiet, "downtime", "done"));
    assertThat(downtimes("5003")).hasSize(1);
    var there = downtimes("5003").getFirst();
    assertThat(there.at("/attributes/scope").asText()).isEqualTo("env:prod AND host:a");
    assertThat(there.at("/attributes/schedule/end").asText())
        .startsWith(until.toString().substring(0, 19));

    var longer = until.plus(Duration.ofHours(1));
    var quieter =
        customer.incident(integration, "quiet", monitor("5003"), Priority.P3, Status.OPEN, longer);
    customer.say(
        new IncidentEvent.Snoozed(
            Ids.derive("snoozed again", quiet.id()),
            Instant.now(),
            customer.byAna,
            quieter,
            longer));
    await()
        .atMost(SOON)
        .until(() ->
            downtimes("5003").stream()
                .anyMatch(one ->
                    one.at("/attributes/schedule/end")
                        .asText()
                        .startsWith(longer.toString().substring(0, 19))));
    assertThat(downtimes("5003")).hasSize(1);

    var over =
        customer.incident(
            integration, "quiet", monitor("5003"), Priority.P3, Status.RESOLVED, null);
    customer.say(
        new IncidentEvent.Resolved(
            Ids.derive("over", quiet.id()), Instant.now(), customer.byAna, over));
    await().atMost(SOON).until(() -> downtimes("5003").isEmpty());
  }

  @Test
  void what_people_do_is_posted_once_with_keys_and_given_up_with_a_token() throws Exception {
    var comments = "{\"comments\":\"always\"}";
    var keyed = chosen("keyed", comments);
    FakeWorld.WITH_KEYS.add(keyed.toString());
    FakeWorld.LOSE_ANSWER_TO_EVENT.set(true);
    var taken = acknowledged(keyed, "keyed");
    await().atMost(SOON).until(() -> customer.has(service, taken, "comment", "done"));
    assertThat(FakeWorld.EVENTS_THERE)
        .filteredOn(event -> event.toString().contains("taskcall_monitor:5004"))
        .singleElement()
        .satisfies(event ->
            assertThat(event.path("title").asText())
                .isEqualTo("TaskCall incident #7 acknowledged by Ana Silva"));

    var refused = acknowledged(chosen("token", comments), "token");
    await().atMost(SOON).until(() -> customer.has(service, refused, "comment", "parked"));
    assertThat(customer.calls(service, refused).getFirst().path("note").asText())
        .contains("API keys only");
    await().atMost(SOON).until(() -> changes(refused).size() == 1);
    assertThat(changes(refused).getFirst()).isInstanceOf(DatadogChange.GivenUp.class);
  }

  private static IncidentSnapshot acknowledged(UUID integration, String name) throws Exception {
    var taken =
        customer.incident(
            integration, name, monitor("5004"), Priority.P3, Status.ACKNOWLEDGED, null);
    customer.say(
        new IncidentEvent.Acknowledged(
            Ids.derive("taken", taken.id()), Instant.now(), customer.byAna, taken));
    return taken;
  }

  private static List<ObjectNode> downtimes(String monitorId) {
    return FakeWorld.DOWNTIMES.values().stream()
        .filter(
            one -> one.at("/attributes/monitor_identifier/monitor_id").asText().equals(monitorId))
        .toList();
  }
}
