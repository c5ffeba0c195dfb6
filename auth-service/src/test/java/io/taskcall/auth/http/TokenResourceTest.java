package io.taskcall.auth.http;

import static io.restassured.RestAssured.given;
import static io.taskcall.auth.fixtures.AuthForTests.INTERNAL_SECRET;
import static io.taskcall.auth.fixtures.AuthForTests.ORGANIZATION;
import static io.taskcall.auth.fixtures.AuthForTests.OTHER_DATADOG;
import static io.taskcall.auth.fixtures.AuthForTests.SETUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.taskcall.auth.datadog.GrantTrial;
import io.taskcall.auth.domain.Organization;
import io.taskcall.auth.fixtures.AuthForTests;
import io.taskcall.auth.fixtures.FakeDatadog.Mood;
import io.taskcall.auth.fixtures.TopicReader;
import io.taskcall.auth.setup.SetupForTests;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IntegrationEvent;
import io.taskcall.contracts.IntegrationEvent.State;
import io.taskcall.contracts.Topic;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(AuthForTests.class)
class TokenResourceTest {
  private static final UUID ORGANIZATION_ID = Organization.of(ORGANIZATION, "Demo").id();
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final UUID OTHER = Ids.derive("integration", ORGANIZATION_ID, "Other");

  @Inject SetupForTests setup;
  @Inject GrantTrial trial;
  @Inject DataSource database;

  @BeforeEach
  void newGrant() {
    plant("first-refresh-token-" + UUID.randomUUID());
  }

  @Test
  void caller_without_the_secret_is_refused() {
    given().post(path(OTHER)).then().statusCode(401).contentType("application/problem+json");
    given()
        .header("Authorization", "Bearer " + INTERNAL_SECRET + "x")
        .post(path(OTHER))
        .then()
        .statusCode(401)
        .body("title", equalTo("Unauthorized"));
    assertThat(OTHER_DATADOG.calls()).isZero();
  }

  @Test
  void api_key_of_a_person_is_not_the_secret() {
    given()
        .header("Authorization", "Bearer " + AuthForTests.TOKEN)
        .post(path(OTHER))
        .then()
        .statusCode(401);
  }

  @Test
  void unknown_integration_is_not_found() {
    ask(UUID.randomUUID()).statusCode(404).contentType("application/problem+json");
  }

  @Test
  void integration_without_a_grant_is_not_connected() {
    ask(Ids.derive("integration", ORGANIZATION_ID, "Alertmanager")).statusCode(409);
  }

  @Test
  void token_comes_with_its_end_and_the_place_to_use_it() {
    var token =
        ask(OTHER)
            .statusCode(200)
            .header("Cache-Control", "no-store")
            .body("accessToken", startsWith("fake-access-token-"))
            .body("apiUrl", equalTo(OTHER_DATADOG.apiUrl().toString()))
            .extract();
    assertThat(Instant.parse(token.path("expiresAt")))
        .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3600));
  }

  @Test
  void token_is_used_until_shortly_before_its_end() {
    String first = ask(OTHER).extract().path("accessToken");
    ask(OTHER).body("accessToken", equalTo(first));
    assertThat(OTHER_DATADOG.calls()).isEqualTo(1);
  }

  @Test
  void token_with_a_minute_left_is_replaced_with_the_refresh_token_that_came_with_it() {
    OTHER_DATADOG.tokensLive(60);
    ask(OTHER).statusCode(200);
    ask(OTHER).statusCode(200);
    ask(OTHER).statusCode(200);
    assertThat(OTHER_DATADOG.calls()).isEqualTo(3);
  }

  @Test
  void token_that_datadog_turned_down_is_replaced_and_a_newer_one_is_not() {
    String first = ask(OTHER).extract().path("accessToken");
    String second = askInsteadOf(first).extract().path("accessToken");
    assertThat(second).isNotEqualTo(first);
    askInsteadOf(first).body("accessToken", equalTo(second));
    ask(OTHER).body("accessToken", equalTo(second));
    assertThat(OTHER_DATADOG.calls()).isEqualTo(2);
  }

  @Test
  void many_who_ask_at_once_cause_one_refresh() throws Exception {
    var held = OTHER_DATADOG.hold();
    try (var callers = Executors.newFixedThreadPool(30)) {
      var answers = new ArrayList<Future<String>>();
      Callable<String> ask = () -> ask(OTHER).statusCode(200).extract().path("accessToken");
      for (int i = 0; i < 30; i++) {
        answers.add(callers.submit(ask));
      }
      await().until(() -> OTHER_DATADOG.calls() == 1);
      held.countDown();
      var first = answers.getFirst().get();
      for (var answer : answers) {
        assertThat(answer.get()).isEqualTo(first);
      }
    }
    assertThat(OTHER_DATADOG.calls()).isEqualTo(1);
  }

  @Test
  void first_token_connects_the_integration() {
    ask(OTHER).statusCode(200);
    await().until(() -> state() == State.CONNECTED);
  }

  @Test
  void revoked_grant_disconnects_the_integration_and_is_not_tried_again() {
    OTHER_DATADOG.be(Mood.REVOKED);
    ask(OTHER).statusCode(409).contentType("application/problem+json");
    await().until(() -> state() == State.DISCONNECTED);
    ask(OTHER).statusCode(409);
    assertThat(OTHER_DATADOG.calls()).isEqualTo(1);
  }

  @Test
  void new_grant_connects_again_what_was_disconnected() {
    OTHER_DATADOG.be(Mood.REVOKED);
    ask(OTHER).statusCode(409);
    plant("second-refresh-token-" + UUID.randomUUID());
    ask(OTHER).statusCode(200);
    await().until(() -> state() == State.CONNECTED);
  }

  @Test
  void failing_datadog_is_told_from_a_revoked_grant() {
    for (var mood : new Mood[] {Mood.FAILING, Mood.BABBLING, Mood.REDIRECTING}) {
      OTHER_DATADOG.be(mood);
      ask(OTHER).statusCode(503).contentType("application/problem+json");
    }
    assertThat(OTHER_DATADOG.calls()).isEqualTo(3);
    OTHER_DATADOG.be(Mood.WELL);
    ask(OTHER).statusCode(200);
  }

  @Test
  void datadog_that_does_not_answer_in_time_is_unavailable() {
    var held = OTHER_DATADOG.hold();
    ask(OTHER).statusCode(503);
    held.countDown();
  }

  @Test
  void token_that_could_not_be_written_down_is_not_lost() throws Exception {
    var held = OTHER_DATADOG.hold();
    try (var caller = Executors.newSingleThreadExecutor()) {
      var answer = caller.submit(() -> ask(OTHER).extract().statusCode());
      await().until(() -> OTHER_DATADOG.calls() == 1);
      cutTransactions();
      held.countDown();
      assertThat(answer.get()).isGreaterThanOrEqualTo(500);
    }

    await().atMost(SOON).until(this::hasAccessToken);
    ask(OTHER).statusCode(200).body("accessToken", equalTo("fake-access-token-1"));
    assertThat(askInsteadOf("fake-access-token-1").extract().<String>path("accessToken"))
        .isEqualTo("fake-access-token-2");
    assertThat(OTHER_DATADOG.calls()).isEqualTo(2);
  }

  @Test
  void grant_that_could_not_be_tried_is_tried_again_by_itself() {
    OTHER_DATADOG.be(Mood.FAILING);
    trial.begin();
    await().atMost(SOON).until(() -> OTHER_DATADOG.calls() >= 2);
    OTHER_DATADOG.be(Mood.WELL);
    await().atMost(SOON).until(() -> state() == State.CONNECTED);
  }

  /** As a database does that fails over. */
  private void cutTransactions() throws SQLException {
    try (var connection = database.getConnection();
        var cut = connection.createStatement()) {
      cut.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where datname = current_database() and state = 'idle in transaction'");
    }
  }

  private boolean hasAccessToken() throws SQLException {
    try (var connection = database.getConnection();
        var find =
            connection.prepareStatement(
                "select access_token is not null from datadog_grant where integration_id = ?")) {
      find.setObject(1, OTHER);
      try (var rows = find.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  private void plant(String refreshToken) {
    OTHER_DATADOG.reset(refreshToken);
    System.setProperty("TEST_GRANT", refreshToken);
    setup.apply(
        SETUP.replace(
            "services:",
            "  - {name: Other, tool: datadog, service: checkout, site: other,"
                + " keyFrom: TEST_KEY, grantFrom: TEST_GRANT}\nservices:"));
  }

  private static State state() {
    return TopicReader.events(Topic.INTEGRATIONS, IntegrationEvent.class).stream()
        .filter(event -> event.integrationId().equals(OTHER))
        .map(event -> event instanceof IntegrationEvent.Saved saved ? saved.state() : null)
        .reduce((earlier, later) -> later)
        .orElse(null);
  }

  private static ValidatableResponse ask(UUID integration) {
    return given()
        .header("Authorization", "Bearer " + INTERNAL_SECRET)
        .post(path(integration))
        .then();
  }

  private static ValidatableResponse askInsteadOf(String refused) {
    return given()
        .header("Authorization", "Bearer " + INTERNAL_SECRET)
        .queryParam("refused", Ids.sha256(refused))
        .post(path(OTHER))
        .then()
        .statusCode(200);
  }

  private static String path(UUID integration) {
    return "/internal/integrations/" + integration + "/datadog-token";
  }
}
