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
import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.AlertRef;
import io.taskcall.contracts.DatadogChange;
import io.taskcall.contracts.DeadLetter;
import io.taskcall.contracts.Event;
import io.taskcall.contracts.Fingerprint;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.contracts.IncidentSnapshot.Status;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.MemberEvent;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import io.taskcall.contracts.Topic;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(MirrorServiceTest.Quick.class)
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(FakeWorld.class)
class MirrorServiceTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final UUID ORGANIZATION = Ids.derive("organization", "test");
  private static final Actor ANA =
      new Actor.Person(Ids.derive("user", ORGANIZATION, "ana"), "Ana Silva");
  private static final String KEY = "tc_" + "k".repeat(43);

  private static Talk talk;

  @TestHTTPResource URI service;
  @Inject Mutiny.SessionFactory sessions;

  /** Short waits, so that tests need not wait. */
  public static final class Quick implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "sync.poll", "50ms",
          "sync.retry-first", "100ms",
          "sync.retry-longest", "400ms",
          "sync.lease", "2s",
          "sync.disconnected-hold", "1s",
          "sync.forget-every", "200ms",
          "outbox.poll", "100ms");
    }
  }

  @BeforeAll
  static void connect() {
    talk = new Talk();
  }

  @AfterAll
  static void disconnect() {
    talk.close();
  }

  /** One incident on both sides. */
  private record Pair(UUID id, UUID integration, String uuid, Instant opened) {
    static Pair open(String name) throws Exception {
      var pair = make(name);
      FakeWorld.INCIDENTS.put(pair.uuid, new FakeWorld.Incident());
      say(pair.triggered());
      await().atMost(SOON).until(() -> !FakeWorld.requests("GET", pair.uuid).isEmpty());
      return pair;
    }

    static Pair make(String name) {
      return new Pair(
          Ids.derive("incident", name),
          Ids.derive("integration", name),
          Ids.derive("datadog", name).toString(),
          Instant.now());
    }

    /** The same incident of ours, said to mirror another of theirs. */
    Pair with(String otherUuid) {
      return new Pair(id, integration, otherUuid, opened);
    }

    IncidentEvent triggered() {
      return new IncidentEvent.Triggered(
          Ids.derive("triggered", id), opened, ANA, snapshot(Status.OPEN));
    }

    IncidentEvent resolved() {
      return new IncidentEvent.Resolved(
          Ids.derive("resolved", id), Instant.now(), ANA, snapshot(Status.RESOLVED));
    }

    AlertEvent heard(int number) {
      var origin = new Origin.DatadogIncident(uuid, "1", "SEV-3", null, null);
      return new AlertEvent.Fired(
          Ids.derive("alert", id, number),
          new AlertRef(fingerprint(), ORGANIZATION, integration, Ids.derive("service", "test")),
          Instant.now(),
          Instant.now(),
          null,
          null,
          Level.ALERT,
          new AlertDetails(
              origin, "Checkout errors", null, Priority.P3, List.of(), null, null, null, false));
    }

    private Fingerprint fingerprint() {
      return Fingerprint.of(ORGANIZATION, integration, "incident", uuid);
    }

    private IncidentSnapshot snapshot(Status status) {
      return new IncidentSnapshot(
          id,
          1,
          ORGANIZATION,
          new IncidentSnapshot.ServiceRef(Ids.derive("service", "test"), "Checkout"),
          "Checkout errors",
          status,
          IncidentSnapshot.Urgency.HIGH,
          Priority.P3,
          opened,
          null,
          null,
          null,
          1,
          1,
          List.of(),
          new IncidentSnapshot.Source(
              integration,
              fingerprint(),
              new Origin.DatadogIncident(uuid, "1", "SEV-3", null, null)),
          false);
    }

    FakeWorld.Incident there() {
      return FakeWorld.INCIDENTS.get(uuid);
    }

    List<FakeWorld.Request> writes() {
      return FakeWorld.requests("PATCH", uuid);
    }
  }

  private static void say(Event event) throws ExecutionException, InterruptedException {
    talk.say(event);
  }

  @Test
  void resolved_here_is_resolved_there_once_however_often_it_is_said() throws Exception {
    var pair = Pair.open("once");
    var resolved = pair.resolved();
    say(resolved);
    say(resolved);
    await().atMost(SOON).until(() -> pair.there().state.equals("resolved"));
    await().atMost(SOON).until(() -> call(pair, "state").path("status").asText().equals("done"));
    say(pair.heard(1));
    await().atMost(SOON).until(() -> call(pair, "look").path("status").asText().equals("done"));
    assertThat(pair.writes()).hasSize(1);
    assertThat(changes(pair)).isEmpty();
  }

  @Test
  void what_is_resolved_there_already_is_not_written() throws Exception {
    var pair = Pair.open("already");
    pair.there().state = "resolved";
    pair.there().modified = Instant.now();
    say(pair.resolved());
    await().atMost(SOON).until(() -> call(pair, "state").path("status").asText().equals("done"));
    assertThat(call(pair, "state").path("note").asText()).isEqualTo("already resolved");
    assertThat(pair.writes()).isEmpty();
  }

  @Test
  void a_datadog_that_fails_or_asks_for_patience_is_asked_again() throws Exception {
    var pair = Pair.open("down");
    await().atMost(SOON).until(() -> call(pair, "look").path("status").asText().equals("done"));
    FakeWorld.instead(pair.uuid, 500, Map.of(), "{\"errors\":[\"Internal\"]}");
    FakeWorld.instead(pair.uuid, 502, Map.of(), "<html>bad gateway</html>");
    FakeWorld.instead(pair.uuid, 429, Map.of("x-ratelimit-reset", "1"), "{\"errors\":[]}");
    say(pair.resolved());
    await().atMost(SOON).until(() -> pair.there().state.equals("resolved"));
    await().atMost(SOON).until(() -> call(pair, "state").path("status").asText().equals("done"));
    assertThat(call(pair, "state").path("attempts").asInt()).isEqualTo(4);
    assertThat(pair.writes()).hasSize(1);
  }

  @Test
  void an_incident_that_is_not_there_is_parked_with_datadogs_reason() throws Exception {
    var pair = Pair.make("gone");
    say(pair.triggered());
    await().atMost(SOON).until(() -> call(pair, "look").path("status").asText().equals("parked"));
    assertThat(call(pair, "look").path("note").asText())
        .isEqualTo("404: Generic Error: incident not found");
    assertThat(call(pair, "look").path("attempts").asInt()).isEqualTo(1);
  }

  @Test
  void a_write_whose_answer_is_lost_is_not_written_again() throws Exception {
    var pair = Pair.open("lost");
    await().atMost(SOON).until(() -> call(pair, "look").path("status").asText().equals("done"));
    FakeWorld.LOSE_ANSWER_TO_WRITE.add(pair.uuid);
    say(pair.resolved());
    await().atMost(SOON).until(() -> call(pair, "state").path("status").asText().equals("done"));
    assertThat(call(pair, "state").path("note").asText()).isEqualTo("already resolved");
    assertThat(call(pair, "state").path("attempts").asInt()).isEqualTo(2);
    assertThat(pair.writes()).hasSize(1);
    assertThat(changes(pair)).isEmpty();
  }

  @Test
  void a_token_that_is_turned_down_is_renewed_once() throws Exception {
    var pair = Pair.open("token");
    await().atMost(SOON).until(() -> call(pair, "look").path("status").asText().equals("done"));
    FakeWorld.instead(pair.uuid, 401, Map.of(), "{\"errors\":[\"Unauthorized\"]}");
    say(pair.resolved());
    await().atMost(SOON).until(() -> pair.there().state.equals("resolved"));
    await().atMost(SOON).until(() -> call(pair, "state").path("status").asText().equals("done"));
    assertThat(call(pair, "state").path("attempts").asInt()).isEqualTo(1);
  }

  @Test
  void an_integration_that_was_connected_with_keys_is_mirrored_with_them() throws Exception {
    FakeWorld.WITH_KEYS.add(Pair.make("with keys").integration().toString());
    var pair = Pair.open("with keys");
    await().atMost(SOON).until(() -> call(pair, "look").path("status").asText().equals("done"));
    say(pair.resolved());
    await().atMost(SOON).until(() -> pair.there().state.equals("resolved"));
    assertThat(pair.writes()).hasSize(1);
  }

  @Test
  void a_revoked_grant_makes_the_calls_wait_and_loses_none() throws Exception {
    var pair = Pair.open("revoked");
    await().atMost(SOON).until(() -> call(pair, "look").path("status").asText().equals("done"));
    FakeWorld.instead(pair.uuid, 403, Map.of(), "{\"errors\":[\"Forbidden\"]}");
    FakeWorld.instead(pair.uuid, 403, Map.of(), "{\"errors\":[\"Forbidden\"]}");
    say(pair.resolved());
    await()
        .atMost(SOON)
        .until(() -> call(pair, "state").path("note").asText().contains("disconnected"));
    await().atMost(SOON).until(() -> pair.there().state.equals("resolved"));
  }

  @Test
  void a_change_in_datadog_is_told_once_and_not_sent_back() throws Exception {
    var pair = Pair.open("change");
    await().atMost(SOON).until(() -> call(pair, "look").path("status").asText().equals("done"));
    pair.there().state = "resolved";
    pair.there().severity = "SEV-1";
    pair.there().modified = Instant.now();
    say(pair.heard(1));
    await().atMost(SOON).until(() -> changes(pair).size() == 2);
    say(pair.heard(2));
    await().atMost(SOON).until(() -> calls(pair, "look").size() == 3);
    await().atMost(SOON).until(() -> call(pair, "look").path("status").asText().equals("done"));
    assertThat(changes(pair))
        .satisfiesExactly(
            status ->
                assertThat(((DatadogChange.StatusChanged) status).status())
                    .isEqualTo(Status.RESOLVED),
            severity ->
                assertThat(((DatadogChange.SeverityChanged) severity).priority())
                    .isEqualTo(Priority.P1));
    assertThat(pair.writes()).isEmpty();
  }

  @Test
  void an_event_that_can_never_be_kept_becomes_a_dead_letter_and_the_next_is_heard()
      throws Exception {
    var pair = Pair.make("hopeless");
    FakeWorld.INCIDENTS.put(pair.uuid, new FakeWorld.Incident());
    var tooLongToFind =
        IntStream.range(0, 500)
            .mapToObj(number -> Ids.derive("noise", number).toString())
            .collect(Collectors.joining());
    say(pair.with("no text of a database\u0000").triggered());
    say(pair.with(tooLongToFind).triggered());
    say(pair.triggered());
    await().atMost(SOON).until(() -> !FakeWorld.requests("GET", pair.uuid).isEmpty());
    await().atMost(SOON).until(() -> deadLetters(pair).size() == 2);
    assertThat(deadLetters(pair))
        .allSatisfy(letter -> {
          assertThat(letter.reader()).isEqualTo("datadog-sync-service");
          assertThat(letter.reason()).isNotBlank();
        });
  }

  @Test
  void what_is_long_past_is_forgotten_by_itself() {
    query(
        """
        insert into inbox (event_id, heard_at)
        values (gen_random_uuid(), now() - interval '36 days'),
          (gen_random_uuid(), now() - interval '34 days')
        """);
    await()
        .atMost(SOON)
        .until(() ->
            count("select count(*) from inbox where heard_at < now() - interval '35 days'") == 0);
    assertThat(count("select count(*) from inbox where heard_at < now() - interval '33 days'"))
        .isEqualTo(1);
  }

  @Test
  void a_list_of_calls_needs_a_key_and_shows_an_organization_its_own() throws Exception {
    assertThat(get("", "").statusCode()).isEqualTo(401);
    var refused = get("", "wrong");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("content-type")).contains("application/problem+json");
    member("tc_other", Ids.derive("organization", "another"));
    var others = await().atMost(SOON).until(() -> get("", "tc_other"), r -> r.statusCode() == 200);
    assertThat(others.body()).isEqualTo("{\"items\":[],\"next\":null}");
    for (var wrong : List.of("cursor=x", "limit=0", "limit=many", "status=lost", "incident=7")) {
      var answer = get("?" + wrong, "tc_other");
      assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
      assertThat(EventCodec.mapper().readTree(answer.body()).path("field").asText())
          .isEqualTo(wrong.substring(0, wrong.indexOf('=')));
    }
  }

  private static void member(String key, UUID organization) throws Exception {
    var user = Ids.derive("user", organization, key);
    say(
        new MemberEvent.Saved(
            Ids.derive("member", user),
            Instant.now(),
            user,
            organization,
            "Test",
            "Ana Silva",
            "ana@demo.example",
            MemberEvent.Role.OWNER,
            List.of(
                new MemberEvent.ApiKey(Ids.derive("key", user), "test", Ids.sha256(key), null))));
  }

  private void query(String sql) {
    inDatabase(
        () -> sessions.withTransaction(session -> session.createNativeQuery(sql).executeUpdate()));
  }

  private long count(String sql) {
    return inDatabase(() ->
        sessions.withSession(
            session -> session.createNativeQuery(sql, Long.class).getSingleResult()));
  }

  private static <T> T inDatabase(Supplier<Uni<T>> work) {
    try {
      return VertxContextSupport.subscribeAndAwait(work);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<String> get(String query, String key)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(service.resolve("/api/v1/datadog/calls" + query))
              .header("Authorization", "Bearer " + key)
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  /** The newest call of a kind for an incident. */
  private JsonNode call(Pair pair, String purpose) throws Exception {
    var found = calls(pair, purpose);
    return found.isEmpty() ? EventCodec.mapper().createObjectNode() : found.getFirst();
  }

  private List<JsonNode> calls(Pair pair, String purpose) throws Exception {
    var response = get("?limit=100", KEY);
    if (response.statusCode() == 401) {
      member(KEY, ORGANIZATION);
      return List.of();
    }
    assertThat(response.statusCode()).isEqualTo(200);
    var found = new ArrayList<JsonNode>();
    for (var item : EventCodec.mapper().readTree(response.body()).path("items")) {
      if (item.path("incidentId").asText().equals(pair.id.toString())
          && item.path("purpose").asText().equals(purpose)) {
        found.add(item);
      }
    }
    return found;
  }

  /** What has been said on the topic about an incident, in order. */
  private static List<DatadogChange> changes(Pair pair) {
    return Talk.said(Topic.DATADOG_CHANGES, DatadogChange.class).stream()
        .filter(change -> change.key().equals(pair.id.toString()))
        .toList();
  }

  /** What could not be kept of an incident. */
  private static List<DeadLetter.Unread> deadLetters(Pair pair) {
    return Talk.said(Topic.DEAD_LETTERS, DeadLetter.class).stream()
        .filter(DeadLetter.Unread.class::isInstance)
        .map(DeadLetter.Unread.class::cast)
        .filter(letter -> pair.id.toString().equals(letter.originalKey()))
        .toList();
  }
}
