package io.taskcall.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.DeadLetter;
import io.taskcall.contracts.IntegrationEvent;
import io.taskcall.contracts.IntegrationEvent.State;
import io.taskcall.contracts.IntegrationEvent.Tool;
import io.taskcall.contracts.Topic;
import io.taskcall.embedded.Infra;
import io.taskcall.embedded.KafkaForTests;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(KafkaForTests.class)
class DoorsTest {
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @TestHTTPResource("/")
  URI url;

  private Doorbell bell;

  @BeforeEach
  void stand_outside() {
    bell = new Doorbell(url, Infra.kafka());
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> bell.get("/q/health/ready").statusCode() == 200);
  }

  @AfterEach
  void go_away() {
    bell.close();
  }

  @Test
  void what_is_accepted_is_in_the_topic_with_every_header_a_reader_needs() throws IOException {
    var door = datadog();
    var answer = bell.post(door, sample("triggered"), "traceparent", TRACE);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo("{\"status\":\"accepted\",\"alerts\":1}");
    var record = lastRecord();
    assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
    assertThat(header(record, "ce_type")).isEqualTo("io.taskcall.alert.fired");
    assertThat(header(record, "ce_source")).isEqualTo("/taskcall/ingest-service");
    assertThat(header(record, "ce_subject")).isEqualTo(record.key()).startsWith("v1:");
    assertThat(header(record, "content-type")).isEqualTo("application/json");
    assertThat(header(record, "traceparent"))
        .startsWith(TRACE.substring(0, 36))
        .isNotEqualTo(TRACE);
    assertThat(UUID.fromString(header(record, "ce_id"))).isNotNull();
  }

  @Test
  void the_events_of_one_alert_stay_in_order() throws IOException {
    var door = datadog();
    for (var name : List.of("triggered", "re-triggered", "renotify", "recovered")) {
      assertThat(bell.post(door, sample(name)).statusCode()).isEqualTo(202);
    }
    var integration = lastEvent().alert().integrationId();
    assertThat(eventsOf(integration).stream().map(AlertEvent::at)).isSorted().hasSize(4);
    assertThat(eventsOf(integration).getLast()).isInstanceOf(AlertEvent.Recovered.class);
  }

  @Test
  void the_same_delivery_twice_is_the_same_event_twice() throws IOException {
    var door = datadog();
    bell.post(door, sample("triggered"));
    bell.post(door, sample("triggered"));
    var events = eventsOf(lastEvent().alert().integrationId());
    assertThat(events).hasSize(2);
    assertThat(events.stream().map(AlertEvent::id).distinct()).hasSize(1);
  }

  @Test
  void a_key_that_nobody_has_is_unknown() throws IOException {
    for (var key : List.of(Doorbell.newKey(), "x".repeat(3000), "%00", "a/b", "")) {
      var answer = bell.post("/integrations/datadog/v1/" + key, sample("triggered"));
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
      assertThat(answer.body()).contains("\"status\":404");
    }
  }

  @Test
  void a_key_opens_no_other_tools_door() throws IOException {
    var key = datadog().substring("/integrations/datadog/v1/".length());
    assertThat(bell.post("/integrations/alertmanager/v1/" + key, "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void a_removed_integration_is_gone() throws IOException {
    var key = Doorbell.newKey();
    var saved = Doorbell.saved(key, Tool.DATADOG, State.CONNECTED, key);
    var door = open(saved, "/integrations/datadog/v1/" + key);
    bell.publish(
        new IntegrationEvent.Removed(
            UUID.randomUUID(),
            Instant.now(),
            saved.integrationId(),
            saved.organizationId(),
            saved.keys()));
    await().until(() -> bell.post(door, sample("triggered")).statusCode() == 410);
  }

  @Test
  void a_replaced_key_works_until_its_successor_is_the_only_one() throws IOException {
    var old = Doorbell.newKey();
    var door =
        open(
            Doorbell.saved(old, Tool.DATADOG, State.CONNECTED, old),
            "/integrations/datadog/v1/" + old);
    var next = Doorbell.newKey();
    var nextDoor =
        open(
            Doorbell.saved(old, Tool.DATADOG, State.CONNECTED, old, next),
            "/integrations/datadog/v1/" + next);
    assertThat(bell.post(door, sample("triggered")).statusCode()).isEqualTo(202);
    bell.publish(Doorbell.saved(old, Tool.DATADOG, State.CONNECTED, next));
    await().until(() -> bell.post(door, sample("triggered")).statusCode() == 404);
    assertThat(bell.post(nextDoor, sample("triggered")).statusCode()).isEqualTo(202);
  }

  @Test
  void a_paused_integration_accepts_and_does_nothing() throws IOException {
    var key = Doorbell.newKey();
    var saved = Doorbell.saved(key, Tool.DATADOG, State.PAUSED, key);
    var door = open(saved, "/integrations/datadog/v1/" + key);
    assertThat(bell.post(door, sample("triggered")).statusCode()).isEqualTo(202);
    assertThat(eventsOf(saved.integrationId())).isEmpty();
  }

  @Test
  void what_is_not_understood_is_kept_whole_without_secrets() {
    var door = datadog();
    var body = "{\"title\": broken \u0000";
    var answer =
        bell.post(
            door, body, "Authorization", "Bearer secret", "Cookie", "a=b", "X-Request-Id", "r1");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    var letters =
        bell.events(Topic.DEAD_LETTERS, DeadLetter.class).stream()
            .filter(letter -> new String(letter.body(), StandardCharsets.UTF_8).equals(body))
            .toList();
    assertThat(letters).hasSize(1);
    assertThat(letters.getFirst())
        .isInstanceOfSatisfying(
            DeadLetter.Delivery.class,
            letter -> {
              assertThat(letter.headers()).containsEntry("x-request-id", "r1");
              assertThat(letter.headers()).doesNotContainKeys("authorization", "cookie");
              assertThat(letter.path()).isEqualTo("/integrations/datadog/v1/");
              assertThat(letter.reason()).startsWith("not JSON");
            });
  }

  @Test
  void alerts_are_posted_and_sent_as_they_are() throws IOException {
    assertThat(bell.get(datadog()).statusCode()).isEqualTo(405);
    assertThat(bell.get(datadog()).headers().firstValue("allow")).contains("POST");
    assertThat(bell.post(datadog(), sample("triggered"), "Content-Encoding", "gzip").statusCode())
        .isEqualTo(415);
  }

  @Test
  void one_body_of_alertmanager_brings_many_alerts() throws IOException {
    var key = Doorbell.newKey();
    var saved = Doorbell.saved(key, Tool.ALERTMANAGER, State.CREATED, key);
    var door = open(saved, "/integrations/alertmanager/v1/" + key);
    var answer = bell.post(door, sample("alertmanager"));
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).contains("\"alerts\":2");
    assertThat(eventsOf(saved.integrationId())).hasSize(2);
  }

  @Test
  void what_one_body_says_in_vain_is_kept_and_the_rest_of_it_pages() {
    var key = Doorbell.newKey();
    var saved = Doorbell.saved(key, Tool.ALERTMANAGER, State.CREATED, key);
    var door = open(saved, "/integrations/alertmanager/v1/" + key);
    var answer =
        bell.post(
            door,
            """
            {"version":"4","alerts":[{"status":"firing"},
             {"status":"firing","labels":{"alertname":"DiskFull"}}]}
            """);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).contains("\"alerts\":1");
    assertThat(eventsOf(saved.integrationId())).hasSize(1);
    assertThat(bell.events(Topic.DEAD_LETTERS, DeadLetter.class))
        .filteredOn(letter ->
            letter instanceof DeadLetter.Delivery delivery
                && delivery.integrationId().equals(saved.integrationId()))
        .extracting(DeadLetter::reason)
        .containsOnlyOnce("alerts[0] has neither a fingerprint nor labels");
  }

  @Test
  void a_tool_that_pages_pagerduty_pages_us() throws IOException {
    var key = Doorbell.newKey();
    var saved = Doorbell.saved(key, Tool.EVENTS_V2, State.CREATED, key);
    open(saved, "/integrations/events/v2/" + key);
    var body =
        new String(sample("events-v2"), StandardCharsets.UTF_8)
            .replace("put the key of your integration here", key);
    var answer = bell.post("/v2/enqueue", body);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body())
        .isEqualTo(
            "{\"status\":\"success\",\"message\":\"Event processed\",\"dedup_key\":\"checkout/db-1/disk\"}");
    assertThat(eventsOf(saved.integrationId())).hasSize(1);
    var wrong =
        bell.post("/v2/enqueue", "{\"routing_key\":\"" + key + "\",\"event_action\":\"resolve\"}");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body())
        .isEqualTo(
            "{\"status\":\"invalid event\",\"message\":\"Event object is invalid\",\"errors\":[\"'dedup_key' is missing or blank\"]}");
    assertThat(bell.post("/v2/enqueue", "{}").statusCode()).isEqualTo(400);
    assertThat(
            bell.post("/v2/enqueue", "{\"routing_key\":\"" + Doorbell.newKey() + "\"}")
                .statusCode())
        .isEqualTo(404);
  }

  private String datadog() {
    var key = Doorbell.newKey();
    return open(
        Doorbell.saved(key, Tool.DATADOG, State.CONNECTED, key), "/integrations/datadog/v1/" + key);
  }

  /** Publishes the integration and waits until its door opens. */
  private String open(IntegrationEvent integration, String path) {
    bell.publish(integration);
    await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> bell.post(path, "{").statusCode() == 400);
    return path;
  }

  private List<AlertEvent> eventsOf(UUID integration) {
    return bell.events(Topic.ALERTS, AlertEvent.class).stream()
        .filter(event -> event.alert().integrationId().equals(integration))
        .toList();
  }

  private AlertEvent lastEvent() {
    return bell.events(Topic.ALERTS, AlertEvent.class).stream()
        .max(Comparator.comparing(AlertEvent::receivedAt))
        .orElseThrow();
  }

  private ConsumerRecord<String, byte[]> lastRecord() {
    return bell.records(Topic.ALERTS).stream()
        .max(Comparator.comparingLong(ConsumerRecord::timestamp))
        .orElseThrow();
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static byte[] sample(String name) throws IOException {
    return Files.readAllBytes(Path.of("samples", name + ".json"));
  }
}
