package io.taskcall.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.taskcall.codec.EventCodec;
import io.taskcall.contracts.Actor;
import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.AlertRef;
import io.taskcall.contracts.DatadogChange;
import io.taskcall.contracts.Fingerprint;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.contracts.IncidentSnapshot.Status;
import io.taskcall.contracts.IntegrationEvent;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.MemberEvent;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import io.taskcall.contracts.Topic;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the mirror does by itself: it asks what nobody told it, and declares what is to be there.
 */
@QuarkusTest
@TestProfile(WatchingTest.Often.class)
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(FakeWorld.class)
class WatchingTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final UUID ORGANIZATION = Ids.derive("organization", "watched");
  private static final UUID INTEGRATION = Ids.derive("integration", "watched");
  private static final UUID SERVICE = Ids.derive("service", "watched");
  private static final String KEY = "tc_" + "w".repeat(43);
  private static final Actor ANA =
      new Actor.Person(Ids.derive("user", ORGANIZATION, "ana"), "Ana Silva");

  private static Talk talk;

  @TestHTTPResource URI service;
  @Inject Mutiny.SessionFactory sessions;

  /** Short pauses, so that tests need not wait. */
  public static final class Often implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "sync.poll", "50ms",
          "sync.retry-first", "100ms",
          "sync.polling-shortest", "200ms",
          "sync.polling-longest", "400ms",
          "sync.polling-lag", "0s",
          "sync.disconnected-hold", "1s",
          "sync.monitor-every", "1s",
          "sync.public-url", "https://taskcall.example",
          "outbox.poll", "100ms");
    }
  }

  @BeforeAll
  static void connect() throws Exception {
    talk = new Talk();
    talk.say(
        new IntegrationEvent.Saved(
            Ids.derive("saved", INTEGRATION),
            Instant.now(),
            INTEGRATION,
            ORGANIZATION,
            SERVICE,
            "Datadog",
            IntegrationEvent.Tool.DATADOG,
            IntegrationEvent.State.CONNECTED,
            List.of(),
            new IntegrationEvent.Datadog("sandbox")));
    talk.say(
        new MemberEvent.Saved(
            Ids.derive("member", ORGANIZATION),
            Instant.now(),
            Ids.derive("user", ORGANIZATION, "ana"),
            ORGANIZATION,
            "Watched",
            "Ana Silva",
            "ana@demo.example",
            MemberEvent.Role.OWNER,
            List.of(
                new MemberEvent.ApiKey(
                    Ids.derive("key", ORGANIZATION), "test", Ids.sha256(KEY), null))));
  }

  @AfterAll
  static void disconnect() {
    talk.close();
  }

  private static IncidentSnapshot incident(String name, long number, Origin origin) {
    return new IncidentSnapshot(
        Ids.derive("incident", "watched", name),
        number,
        ORGANIZATION,
        new IncidentSnapshot.ServiceRef(SERVICE, "Checkout"),
        name,
        Status.OPEN,
        IncidentSnapshot.Urgency.HIGH,
        Priority.P3,
        Instant.now(),
        null,
        null,
        null,
        1,
        1,
        List.of(),
        new IncidentSnapshot.Source(
            INTEGRATION, Fingerprint.of(ORGANIZATION, INTEGRATION, "test", name), origin),
        false);
  }

  private static void trigger(IncidentSnapshot incident) throws Exception {
    talk.say(
        new IncidentEvent.Triggered(
            Ids.derive("triggered", incident.id()), Instant.now(), ANA, incident));
  }

  /** An incident on both sides that the mirror has looked at. */
  private static FakeWorld.Incident mirrored(IncidentSnapshot incident, String uuid)
      throws Exception {
    var there = new FakeWorld.Incident();
    there.title = incident.title();
    FakeWorld.INCIDENTS.put(uuid, there);
    trigger(incident);
    await().atMost(SOON).until(() -> !FakeWorld.requests("GET", uuid).isEmpty());
    return there;
  }

  private static List<DatadogChange> changes(IncidentSnapshot incident) {
    return Talk.said(Topic.DATADOG_CHANGES, DatadogChange.class).stream()
        .filter(change -> change.key().equals(incident.id().toString()))
        .toList();
  }

  @Test
  void a_change_and_an_end_that_no_webhook_told_are_found() throws Exception {
    var uuid = Ids.derive("datadog", "unheard").toString();
    var origin = new Origin.DatadogIncident(uuid, "1", "SEV-3", null, null);
    var incident = incident("Unheard", 1, origin);
    var there = mirrored(incident, uuid);
    there.severity = "SEV-1";
    there.modified = Instant.now();
    await().atMost(SOON).until(() -> changes(incident).size() == 1);
    there.state = "resolved";
    there.modified = Instant.now();
    await().atMost(SOON).until(() -> changes(incident).size() == 2);
    assertThat(changes(incident))
        .satisfiesExactly(
            severity -> assertThat(severity).isInstanceOf(DatadogChange.SeverityChanged.class),
            status -> assertThat(status).isInstanceOf(DatadogChange.StatusChanged.class));
    var calls = FakeWorld.requests("GET", uuid).size();
    await()
        .during(Duration.ofSeconds(2))
        .atMost(SOON)
        .until(() -> FakeWorld.requests("GET", uuid).size() <= calls + 1);
  }

  @Test
  void an_incident_declared_there_that_no_webhook_told_raises_an_alert_once() throws Exception {
    await().atMost(SOON).until(() -> integration().path("connection").hasNonNull("polledAt"));
    var uuid = Ids.derive("datadog", "declared").toString();
    var there = new FakeWorld.Incident();
    there.title = "Declared by hand";
    FakeWorld.INCIDENTS.put(uuid, there);
    await().atMost(SOON).until(() -> alerts(uuid).size() == 1);
    assertThat(alerts(uuid).getFirst())
        .isInstanceOfSatisfying(
            AlertEvent.Fired.class,
            fired -> {
              assertThat(fired.transition()).isEqualTo("found by polling");
              assertThat(fired.details().title()).isEqualTo("Declared by hand");
              assertThat(fired.details().priority()).isEqualTo(Priority.P3);
              assertThat(fired.alert().serviceId()).isEqualTo(SERVICE);
              assertThat(fired.alert().fingerprint())
                  .isEqualTo(Fingerprint.of(ORGANIZATION, INTEGRATION, "datadog-incident", uuid));
            });
    await().during(Duration.ofSeconds(1)).atMost(SOON).until(() -> alerts(uuid).size() == 1);
  }

  @Test
  void an_incident_of_a_monitor_gets_one_there_even_when_the_answer_is_lost() throws Exception {
    await().atMost(SOON).until(() -> choose("{\"create\":\"always\"}").statusCode() == 200);
    assertThat(choose("{\"create\":\"sometimes\"}").body()).contains("\"field\":\"create\"");
    assertThat(choose("{\"creates\":\"never\"}").statusCode()).isEqualTo(400);
    var incident =
        incident("Slow", 77, new Origin.DatadogMonitor("7", List.of("team:pay"), null, null));
    FakeWorld.LOSE_ANSWER_TO_CREATION.set(true);
    trigger(incident);
    await().atMost(SOON).until(() -> changes(incident).size() == 1);
    assertThat(changes(incident).getFirst()).isInstanceOf(DatadogChange.Linked.class);
    var mark = "[TaskCall #77-" + incident.id().toString().substring(0, 8) + "]";
    var there =
        FakeWorld.INCIDENTS.values().stream().filter(one -> one.title.endsWith(mark)).toList();
    assertThat(there).hasSize(1);
    assertThat(FakeWorld.REQUESTS)
        .filteredOn(request -> request.method().equals("POST"))
        .singleElement()
        .satisfies(request ->
            assertThat(request.body())
                .contains("https://taskcall.example/api/v1/incidents/" + incident.id(), "pay"));
    there.getFirst().state = "resolved";
    there.getFirst().modified = Instant.now();
    await().atMost(SOON).until(() -> changes(incident).size() == 2);
  }

  @Test
  void a_datadog_that_lets_us_in_no_more_is_shown_and_told_once_though_only_polling_asks()
      throws Exception {
    await().atMost(SOON).until(() -> integration().path("connection").hasNonNull("polledAt"));
    FakeWorld.LETS_NOBODY_IN.set(true);
    try {
      await().atMost(SOON).until(() -> connection("state").equals("disconnected"));
      assertThat(connection("holdReason")).contains("403", "Forbidden");
      await().atMost(SOON).until(() -> troubles().size() == 1);
      var refused = FakeWorld.requests("GET", "/search").size();
      await().atMost(SOON).until(() -> FakeWorld.requests("GET", "/search").size() > refused + 2);
    } finally {
      FakeWorld.LETS_NOBODY_IN.set(false);
    }
    await().atMost(SOON).until(() -> connection("state").equals("connected"));
    await().atMost(SOON).until(() -> troubles().size() == 2);
    assertThat(troubles())
        .satisfiesExactly(
            begun -> assertThat(begun).isInstanceOf(AlertEvent.Fired.class),
            over -> assertThat(over).isInstanceOf(AlertEvent.Recovered.class));
  }

  @Test
  void an_alert_whose_end_no_webhook_told_is_ended_once_its_monitor_is_asked() throws Exception {
    var began = Instant.now().minus(Duration.ofMinutes(9)).truncatedTo(ChronoUnit.SECONDS);
    var ended = began.plus(Duration.ofMinutes(5));
    FakeWorld.MONITORS.put(
        "4711",
        "{\"id\":4711,\"state\":{\"groups\":{\"host:a\":"
            + "{\"status\":\"OK\",\"last_resolved_ts\":%d}}}}".formatted(ended.getEpochSecond()));
    var over = opened("4711", "host:a", began);
    var other = opened("4711", "host:b", began);
    await().atMost(SOON).until(() -> ends(over).size() == 1);
    assertThat(ends(over).getFirst())
        .isInstanceOfSatisfying(
            AlertEvent.Recovered.class,
            recovered -> {
              assertThat(recovered.at()).isEqualTo(ended);
              assertThat(recovered.transition()).isEqualTo("found by polling");
            });
    talk.say(
        new AlertChange.Recovered(
            Ids.derive("closed", over.fingerprint().value()),
            over,
            Ids.derive("opening", over.fingerprint().value()),
            ended,
            1,
            null));
    int asked = FakeWorld.requests("GET", "/4711").size();
    await().atMost(SOON).until(() -> FakeWorld.requests("GET", "/4711").size() > asked + 1);
    assertThat(ends(over).stream().map(AlertEvent::id).distinct()).hasSize(1);
    assertThat(ends(other)).isEmpty();
  }

  @Test
  void an_alert_whose_very_first_webhook_was_lost_is_raised_once_if_the_webhook_is_known()
      throws Exception {
    var since = Instant.now().minus(Duration.ofMinutes(5)).truncatedTo(ChronoUnit.SECONDS);
    await().atMost(SOON).until(() -> integration().path("connection").hasNonNull("polledAt"));
    watchedSince(since.minusSeconds(9));
    var group =
        "{\"status\":\"Alert\",\"last_triggered_ts\":%1$d,\"last_notified_ts\":%1$d}"
            .formatted(since.getEpochSecond());
    var monitor =
        "{\"id\":%d,\"name\":\"Disk\",\"message\":\"@webhook-%s\",\"state\":{\"groups\":{\"host:a\":%s}}}";
    FakeWorld.LISTED_MONITORS.add(monitor.formatted(4801, "taskcall", group));
    FakeWorld.LISTED_MONITORS.add(monitor.formatted(4802, "other", group));
    FakeWorld.LISTED_MONITORS.add(monitor.formatted(4803, "taskcall", group));
    opened("4803", "host:a", since);
    assertThat(choose("{\"webhook\":\"@webhook-taskcall\"}").statusCode()).isEqualTo(400);
    await().atMost(SOON).until(() -> isOpen("4803"));
    await().atMost(SOON).until(() -> choose("{\"webhook\":\"taskcall\"}").statusCode() == 200);
    await().atMost(SOON).until(() -> fired("4801").size() == 1);
    int asked = FakeWorld.requests("GET", "/api/v1/monitor").size();
    await()
        .atMost(SOON)
        .until(() -> FakeWorld.requests("GET", "/api/v1/monitor").size() > asked + 1);
    assertThat(fired("4801")).hasSize(1);
    assertThat(fired("4802")).isEmpty();
    assertThat(fired("4803")).isEmpty();
    assertThat(choose("{\"webhook\":null}").body()).contains("\"webhook\":null");
  }

  /** Only what begins after we began to watch is raised. */
  private void watchedSince(Instant since) {
    var sql = "update connections set watched_since = '%s'".formatted(since);
    inDatabase(
        () -> sessions.withTransaction(session -> session.createNativeQuery(sql).executeUpdate()));
  }

  private boolean isOpen(String monitorId) {
    var sql = "select count(*) from open_alerts where monitor_id = '%s'".formatted(monitorId);
    return inDatabase(() ->
        sessions.withSession(
            session -> session.createNativeQuery(sql, Long.class).getSingleResult()))
        > 0;
  }

  private static <T> T inDatabase(Supplier<Uni<T>> work) {
    try {
      return VertxContextSupport.subscribeAndAwait(work);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static List<AlertEvent> fired(String monitorId) {
    return Talk.said(Topic.ALERTS, AlertEvent.class).stream()
        .filter(alert ->
            alert.details().origin() instanceof Origin.DatadogMonitor monitor
                && monitor.monitorId().equals(monitorId))
        .toList();
  }

  /** An alert of a monitor's group that has begun. */
  private static AlertRef opened(String monitorId, String scope, Instant at) throws Exception {
    var fingerprint =
        Fingerprint.of(ORGANIZATION, INTEGRATION, "datadog-monitor", monitorId, scope);
    var alert = new AlertRef(fingerprint, ORGANIZATION, INTEGRATION, SERVICE);
    talk.say(
        new AlertChange.Opened(
            Ids.derive("opened", fingerprint.value()),
            alert,
            Ids.derive("opening", fingerprint.value()),
            at,
            Level.ALERT,
            new AlertDetails(
                new Origin.DatadogMonitor(monitorId, List.of(scope), null, null),
                "Disk full",
                null,
                null,
                List.of(),
                null,
                null,
                null,
                false)));
    return alert;
  }

  private static List<AlertEvent> ends(AlertRef alert) {
    return Talk.said(Topic.ALERTS, AlertEvent.class).stream()
        .filter(event -> event.alert().equals(alert))
        .toList();
  }

  private static List<AlertEvent> troubles() {
    return Talk.said(Topic.ALERTS, AlertEvent.class).stream()
        .filter(alert -> alert.alert().integrationId().equals(INTEGRATION))
        .filter(alert -> alert.details().title().startsWith("Datadog does not let TaskCall in"))
        .toList();
  }

  private String connection(String field) throws Exception {
    return integration().path("connection").path(field).asText();
  }

  private static List<AlertEvent> alerts(String uuid) {
    return Talk.said(Topic.ALERTS, AlertEvent.class).stream()
        .filter(alert ->
            alert.details().origin() instanceof Origin.DatadogIncident incident
                && incident.uuid().equals(uuid))
        .toList();
  }

  private JsonNode integration() throws Exception {
    var answer = send(HttpRequest.newBuilder(at("/" + INTEGRATION)).GET());
    return EventCodec.mapper().readTree(answer.body());
  }

  private HttpResponse<String> choose(String body) throws Exception {
    return send(
        HttpRequest.newBuilder(at("/" + INTEGRATION))
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
  }

  private URI at(String path) {
    return service.resolve("/api/v1/datadog/integrations" + path);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          request.header("Authorization", "Bearer " + KEY).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
