package io.taskcall.dedup;

import static io.taskcall.dedup.domain.Sample.ORGANIZATION;
import static io.taskcall.dedup.domain.Sample.cycle;
import static io.taskcall.dedup.domain.Sample.receivedAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.codec.EventCodec;
import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.MemberEvent;
import io.taskcall.contracts.Priority;
import io.taskcall.dedup.domain.Sample;
import io.taskcall.dedup.kafka.BrokerClient;
import io.taskcall.embedded.Infra;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.TokensForTests;
import io.taskcall.rights.Right;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(TokensForTests.class)
class DedupServiceTest {
  private static final String OURS = "tc_ours";
  private static final String THEIRS = "tc_theirs";
  private static final String EXPIRED = "tc_expired";

  @TestHTTPResource("/")
  URI service;

  private final HttpClient http = HttpClient.newHttpClient();
  private BrokerClient broker;

  @BeforeEach
  void connect() {
    broker = new BrokerClient(Infra.kafka());
    broker.send(member(ORGANIZATION, OURS, null));
    broker.send(member(Ids.derive("organization", "other"), THEIRS, null));
    broker.send(
        member(
            Ids.derive("organization", "third"), EXPIRED, Instant.parse("2026-01-01T00:00:00Z")));
    broker.flush();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> get("q/health/ready", OURS).statusCode() == 200);
    await().until(() -> get("api/v1/alerts/lag", OURS).statusCode() == 200);
    await().until(() -> get("api/v1/alerts/lag", THEIRS).statusCode() == 200);
  }

  @AfterEach
  void disconnect() {
    broker.close();
  }

  @Test
  void alert_can_be_asked_for_while_it_fires_and_after() throws Exception {
    var first = now(Sample.fired("asked", 0, cycle(1), Level.ALERT, Priority.P2));
    broker.send(first);
    broker.send(now(Sample.fired("asked", 1, cycle(1), Level.ALERT, Priority.P2)));
    awaitChange(first, AlertChange.Repeated.class);

    var firing = json(get("api/v1/alerts/" + first.key(), OURS));
    assertThat(firing.path("state").asText()).isEqualTo("firing");
    assertThat(firing.path("title").asText()).isEqualTo("CPU is high");
    assertThat(firing.path("stretch").path("count").asInt()).isEqualTo(2);
    assertThat(firing.path("stretch").path("priority").asText()).isEqualTo("P2");
    assertThat(firing.path("stretch").path("cycle").asText()).isEqualTo(cycle(1));

    broker.send(now(Sample.recovered("asked", 2, cycle(1))));
    awaitChange(first, AlertChange.Recovered.class);
    var quiet = json(get("api/v1/alerts/" + first.key(), OURS));
    assertThat(quiet.path("state").asText()).isEqualTo("quiet");
    assertThat(quiet.has("stretch")).isFalse();
  }

  @Test
  void alert_of_another_organization_is_not_found() throws Exception {
    var event = now(Sample.fired("private", 0, cycle(1), Level.ALERT, null));
    broker.send(event);
    awaitChange(event, AlertChange.Opened.class);
    assertProblem(get("api/v1/alerts/" + event.key(), THEIRS), 404);
    assertThat(get("api/v1/alerts/" + event.key(), OURS).statusCode()).isEqualTo(200);
  }

  @Test
  void missing_wrong_and_expired_keys_are_refused() throws Exception {
    var path = "api/v1/alerts/" + Sample.ref("any").fingerprint();
    assertProblem(get(path, null), 401);
    assertProblem(get(path, "tc_wrong"), 401);
    assertProblem(get(path, EXPIRED), 401);
    assertProblem(get("api/v1/alerts/lag", null), 401);
  }

  @Test
  void key_that_may_not_read_is_refused() throws Exception {
    var statusOnly = "tc_status_only";
    broker.send(
        new MemberEvent.Saved(
            Ids.derive("member", "stakeholder"),
            Sample.NOON,
            Ids.derive("user", "stakeholder"),
            ORGANIZATION,
            "Demo",
            "Sue",
            "sue@demo.example",
            MemberEvent.Role.LIMITED_STAKEHOLDER,
            List.of(
                new MemberEvent.ApiKey(
                    Ids.derive("key", statusOnly),
                    "default",
                    Ids.sha256(statusOnly),
                    null,
                    List.of("view_status")))));
    broker.flush();
    var path = "api/v1/alerts/" + Sample.ref("any").fingerprint();
    await().until(() -> get(path, statusOnly).statusCode() != 401);
    assertProblem(get(path, statusOnly), 403);
    assertProblem(get("api/v1/alerts/lag", statusOnly), 403);
  }

  @Test
  void token_of_a_member_is_as_good_as_a_key_and_a_bad_one_is_refused() throws Exception {
    var event = now(Sample.fired("by token", 0, cycle(1), Level.ALERT, null));
    broker.send(event);
    awaitChange(event, AlertChange.Opened.class);
    var path = "api/v1/alerts/" + event.key();
    var ana = user(ORGANIZATION);
    var other = Ids.derive("organization", "other");
    await()
        .until(() ->
            get(path, TokensForTests.token(ana, ORGANIZATION, Right.READ)).statusCode() == 200);
    assertProblem(get(path, TokensForTests.token(user(other), other, Right.READ)), 404);
    assertProblem(get(path, TokensForTests.token(ana, ORGANIZATION, Right.VIEW_STATUS)), 403);
    assertProblem(get(path, TokensForTests.token(user(other), ORGANIZATION, Right.READ)), 401);
    assertProblem(get(path, TokensForTests.expired(ana, ORGANIZATION, Right.READ)), 401);
    assertProblem(get(path, TokensForTests.forged(ana, ORGANIZATION, Right.READ)), 401);
  }

  @Test
  void unknown_alerts_and_misspelt_fingerprints_are_not_found() throws Exception {
    assertProblem(get("api/v1/alerts/" + Sample.ref("unheard").fingerprint(), OURS), 404);
    assertProblem(get("api/v1/alerts/v1:abc", OURS), 404);
    assertProblem(get("api/v1/nothing", OURS), 404);
  }

  @Test
  void lag_goes_back_to_zero() {
    for (int i = 0; i < 500; i++) {
      broker.send(now(Sample.fired("lag-" + i % 7, i, cycle(1), Level.ALERT, null)));
    }
    broker.flush();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          var lag = json(get("api/v1/alerts/lag", OURS));
          assertThat(lag.path("state").asText()).isEqualTo("RUNNING");
          assertThat(lag.path("partitions")).hasSize(12);
          assertThat(lag.path("lag").asLong()).isZero();
        });
  }

  @Test
  void api_describes_itself() throws Exception {
    assertThat(get("q/openapi", null).body()).contains("/api/v1/alerts/{fingerprint}");
  }

  private static AlertEvent now(AlertEvent event) {
    return receivedAt(Instant.now(), event);
  }

  private void awaitChange(AlertEvent of, Class<? extends AlertChange> kind) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() ->
            broker.heard().stream()
                .anyMatch(change -> change.key().equals(of.key()) && kind.isInstance(change)));
  }

  private static UUID user(UUID organization) {
    return Ids.derive("user", organization);
  }

  private static MemberEvent member(UUID organization, String key, Instant expiresAt) {
    return new MemberEvent.Saved(
        Ids.derive("member", organization),
        Sample.NOON,
        user(organization),
        organization,
        "Demo",
        "Ana",
        "ana@demo.example",
        MemberEvent.Role.OWNER,
        List.of(
            new MemberEvent.ApiKey(Ids.derive("key", key), "default", Ids.sha256(key), expiresAt)));
  }

  private HttpResponse<String> get(String path, String key)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(service.resolve(path));
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return EventCodec.mapper().readTree(response.body());
  }

  private static void assertProblem(HttpResponse<String> response, int status) throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(EventCodec.mapper().readTree(response.body()).path("status").asInt())
        .isEqualTo(status);
  }
}
