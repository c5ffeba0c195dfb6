package io.taskcall.auth.http;

import static io.restassured.RestAssured.given;
import static io.taskcall.auth.fixtures.AuthForTests.ORGANIZATION;
import static io.taskcall.auth.fixtures.AuthForTests.PUBLIC_URL;
import static io.taskcall.auth.fixtures.AuthForTests.SETUP;
import static io.taskcall.auth.fixtures.AuthForTests.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.taskcall.auth.domain.Organization;
import io.taskcall.auth.fixtures.AuthForTests;
import io.taskcall.auth.fixtures.Neighbours;
import io.taskcall.auth.fixtures.TopicReader;
import io.taskcall.auth.setup.SetupForTests;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IntegrationEvent;
import io.taskcall.contracts.MemberEvent;
import io.taskcall.contracts.Topic;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(AuthForTests.class)
class KeysAndIntegrationsTest {
  private static final UUID ORGANIZATION_ID = Organization.of(ORGANIZATION, "Demo").id();
  private static final UUID ANA = Ids.derive("user", ORGANIZATION_ID, "ana@demo.example");
  private static final UUID CHECKOUT = Ids.derive("service", ORGANIZATION_ID, "checkout");

  @Inject SetupForTests setup;
  @Inject DataSource database;
  private final String name = "made " + UUID.randomUUID();

  @BeforeEach
  void asItWas() throws SQLException {
    setup.apply(SETUP);
    execute(
        "insert into service (id, organization_id, name) values ('%s', '%s', 'Checkout')"
                .formatted(CHECKOUT, ORGANIZATION_ID)
            + " on conflict do nothing");
  }

  @Test
  void api_key_is_shown_once_does_what_its_scopes_say_and_ends() {
    var made =
        owner()
            .contentType("application/json")
            .body("{\"name\": \"%s\", \"scopes\": [\"read\"]}".formatted(name))
            .post("/api/v1/api-keys")
            .then()
            .statusCode(201)
            .header("Cache-Control", "no-store")
            .extract();
    String key = made.path("key");
    String id = made.path("id");
    assertThat(key).matches("tc_[A-Za-z0-9_-]{43}");
    owner()
        .get("/api/v1/api-keys")
        .then()
        .body("items.name", hasItem(name))
        .body("items.find { it.id == '" + id + "' }.scopes", contains("read"));
    assertThat(owner().get("/api/v1/api-keys").asString()).doesNotContain(key);
    bearer(key).get("/api/v1/integrations").then().statusCode(200);
    bearer(key)
        .contentType("application/json")
        .body("{}")
        .post("/api/v1/integrations")
        .then()
        .statusCode(403)
        .body("detail", containsString("configure"));
    bearer(key).get("/api/v1/audit-log").then().statusCode(403);
    bearer(key).get("/api/v1/api-keys").then().statusCode(403);
    owner()
        .get("/api/v1/api-keys")
        .then()
        .body("items.find { it.id == '" + id + "' }.lastUsedAt", notNullValue());
    await().untilAsserted(() -> assertThat(publishedRights(key)).contains("view_status", "read"));
    owner().delete("/api/v1/api-keys/" + id).then().statusCode(204);
    bearer(key).get("/api/v1/integrations").then().statusCode(401);
    await().untilAsserted(() -> assertThat(publishedRights(key)).isEmpty());
    owner().delete("/api/v1/api-keys/" + id).then().statusCode(404);
  }

  @Test
  void api_key_stays_when_the_setup_is_applied_again() {
    String key =
        owner()
            .contentType("application/json")
            .body("{\"name\": \"%s\", \"scopes\": [\"respond\"]}".formatted(name))
            .post("/api/v1/api-keys")
            .path("key");
    setup.apply(SETUP);
    bearer(key).get("/api/v1/members").then().statusCode(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          {"scopes": ["read"]}                                             | name
          {"name": " ", "scopes": ["read"]}                                | name
          {"name": "setup", "scopes": ["read"]}                            | name
          {"name": "x"}                                                    | scopes
          {"name": "x", "scopes": []}                                      | scopes
          {"name": "x", "scopes": ["everything"]}                          | scopes
          {"name": "x", "scopes": ["read"], "expiresAt": "2020-01-01T00:00:00Z"} | expiresAt
          {"name": "x", "scopes": ["read"], "expiresAt": "soon"}           | expiresAt
          {"name": "x", "scopes": ["read"], "colour": "red"}               | colour
          """)
  void wrong_wish_for_an_api_key_is_named(String body, String field) {
    owner()
        .contentType("application/json")
        .body(body)
        .post("/api/v1/api-keys")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("field", equalTo(field));
  }

  @Test
  void expired_key_is_refused() throws SQLException {
    var made =
        owner()
            .contentType("application/json")
            .body(
                "{\"name\": \"%s\", \"scopes\": [\"read\"], \"expiresAt\": \"2099-01-01T00:00:00Z\"}"
                    .formatted(name))
            .post("/api/v1/api-keys")
            .then()
            .statusCode(201)
            .body("expiresAt", equalTo("2099-01-01T00:00:00Z"))
            .extract();
    execute("update api_key set expires_at = now() where id = '" + made.path("id") + "'");
    bearer(made.path("key")).get("/api/v1/members").then().statusCode(401);
  }

  @Test
  void integrations_for_every_door_are_made_rotated_paused_and_ended() {
    for (var tool : new String[] {"datadog", "alertmanager", "events_v2"}) {
      var made =
          owner()
              .contentType("application/json")
              .body(wish(name + tool, tool, "checkout"))
              .post("/api/v1/integrations")
              .then()
              .statusCode(201)
              .body("state", equalTo("created"))
              .body("service.id", equalTo(CHECKOUT.toString()))
              .extract();
      String id = made.path("id");
      String first = made.path("key");
      assertThat(made.<String>path("url"))
          .startsWith(PUBLIC_URL + "/integrations/")
          .endsWith(first);
      var rotated =
          owner().post("/api/v1/integrations/" + id + "/rotate").then().statusCode(200).extract();
      assertThat(rotated.<String>path("key")).isNotEqualTo(first);
      owner()
          .get("/api/v1/integrations/" + id)
          .then()
          .body("keys", hasSize(2))
          .body("keys[1].sha256", equalTo(Ids.sha256(first)))
          .body("keys[1].retiresAt", notNullValue());
      owner()
          .post("/api/v1/integrations/" + id + "/pause")
          .then()
          .statusCode(200)
          .body("state", equalTo("paused"));
      setup.apply(SETUP);
      owner().get("/api/v1/integrations/" + id).then().body("state", equalTo("paused"));
      owner()
          .post("/api/v1/integrations/" + id + "/resume")
          .then()
          .body("state", equalTo("created"));
      owner()
          .delete("/api/v1/integrations/" + id)
          .then()
          .statusCode(200)
          .body("removal.revocation", equalTo("not_needed"));
      await()
          .untilAsserted(() -> assertThat(last(id)).isInstanceOf(IntegrationEvent.Removed.class));
      assertThat(last(id).keys()).hasSize(2);
      owner().delete("/api/v1/integrations/" + id).then().statusCode(404);
      owner().post("/api/v1/integrations/" + id + "/rotate").then().statusCode(404);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          {"tool": "datadog", "service": "checkout"}                  | 400 | name
          {"name": "x", "service": "checkout"}                        | 400 | tool
          {"name": "x", "tool": "nagios", "service": "checkout"}      | 400 | tool
          {"name": "x", "tool": "datadog"}                            | 400 | service
          {"name": "x", "tool": "datadog", "service": "nowhere"}      | 400 | service
          {"name": "Datadog", "tool": "datadog", "service": "checkout"} | 409 | name
          """)
  void wrong_wish_for_an_integration_is_named(String body, int status, String field) {
    owner()
        .contentType("application/json")
        .body(body)
        .post("/api/v1/integrations")
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("field", equalTo(field));
  }

  @Test
  void nothing_of_another_organization_can_be_seen_or_changed() {
    var nora = new Neighbours(database).person("owner");
    String id =
        owner()
            .contentType("application/json")
            .body(wish(name, "alertmanager", CHECKOUT.toString()))
            .post("/api/v1/integrations")
            .path("id");
    for (var path : new String[] {"", "/rotate", "/pause", "/resume"}) {
      var there = "/api/v1/integrations/" + id + path;
      var answer =
          path.isEmpty() ? bearer(nora.apiKey()).get(there) : bearer(nora.apiKey()).post(there);
      answer.then().statusCode(404);
    }
    bearer(nora.apiKey()).delete("/api/v1/integrations/" + id).then().statusCode(404);
    bearer(nora.apiKey())
        .contentType("application/json")
        .body(wish("mine", "alertmanager", CHECKOUT.toString()))
        .post("/api/v1/integrations")
        .then()
        .statusCode(400)
        .body("field", equalTo("service"));
    bearer(nora.apiKey()).get("/api/v1/members/" + ANA).then().statusCode(404);
    String key = owner().get("/api/v1/api-keys").then().extract().path("items[0].id");
    bearer(nora.apiKey()).delete("/api/v1/api-keys/" + key).then().statusCode(404);
    assertThat(bearer(nora.apiKey()).get("/api/v1/audit-log").asString()).doesNotContain(name);
    owner().get("/api/v1/integrations/" + id).then().statusCode(200);
  }

  @ParameterizedTest
  @CsvSource({
    "owner, 200, 200, 400, 200",
    "admin, 200, 200, 400, 200",
    "user, 200, 200, 400, 403",
    "limited_user, 200, 200, 403, 403",
    "stakeholder, 200, 200, 403, 403",
    "limited_stakeholder, 200, 403, 403, 403"
  })
  void each_role_is_held_to_the_table(
      String role, int organization, int members, int integrate, int audit) {
    var key = new Neighbours(database).person(role).apiKey();
    bearer(key).get("/api/v1/organization").then().statusCode(organization);
    bearer(key).get("/api/v1/members").then().statusCode(members);
    bearer(key)
        .contentType("application/json")
        .body("{}")
        .post("/api/v1/integrations")
        .then()
        .statusCode(integrate);
    bearer(key).get("/api/v1/audit-log").then().statusCode(audit);
  }

  @Test
  void audit_log_says_who_did_what_from_where_and_cannot_be_changed() {
    owner()
        .contentType("application/json")
        .body(wish(name, "events_v2", "checkout"))
        .post("/api/v1/integrations")
        .then()
        .statusCode(201);
    var first =
        owner()
            .get("/api/v1/audit-log?limit=1")
            .then()
            .statusCode(200)
            .body("items", hasSize(1))
            .body("items[0].what", equalTo("integration_created"))
            .body("items[0].who", equalTo("ana@demo.example"))
            .body("items[0].address", equalTo("127.0.0.1"))
            .body("items[0].details.name", equalTo(name))
            .extract();
    owner()
        .get("/api/v1/audit-log?limit=1&cursor=" + first.path("next"))
        .then()
        .statusCode(200)
        .body("items[0].details.name", not(equalTo(name)));
    for (var sql :
        new String[] {
          "delete from audit_entry", "update audit_entry set who = 'x'", "truncate audit_entry"
        }) {
      assertThatThrownBy(() -> execute(sql)).hasMessageContaining("append-only");
    }
    owner().get("/api/v1/audit-log?limit=0").then().statusCode(400).body("field", equalTo("limit"));
    owner()
        .get("/api/v1/audit-log?cursor=x")
        .then()
        .statusCode(400)
        .body("field", equalTo("cursor"));
  }

  private static String wish(String name, String tool, String service) {
    return "{\"name\": \"%s\", \"tool\": \"%s\", \"service\": \"%s\"}"
        .formatted(name, tool, service);
  }

  private static List<String> publishedRights(String key) {
    return TopicReader.events(Topic.MEMBERS, MemberEvent.class).stream()
        .filter(event -> event.userId().equals(ANA))
        .reduce((earlier, later) -> later)
        .map(event -> (MemberEvent.Saved) event)
        .stream()
        .flatMap(saved -> saved.apiKeys().stream())
        .filter(published -> published.sha256().equals(Ids.sha256(key)))
        .flatMap(published -> published.rights().stream())
        .toList();
  }

  private static IntegrationEvent last(String id) {
    return TopicReader.events(Topic.INTEGRATIONS, IntegrationEvent.class).stream()
        .filter(event -> event.integrationId().toString().equals(id))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private static RequestSpecification owner() {
    return bearer(TOKEN);
  }

  private static RequestSpecification bearer(String token) {
    return given().header("Authorization", "Bearer " + token);
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
