package io.taskcall.auth.http;

import static io.restassured.RestAssured.given;
import static io.taskcall.auth.fixtures.AuthForTests.SETUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.taskcall.auth.fixtures.AuthForTests;
import io.taskcall.auth.fixtures.Neighbours;
import io.taskcall.auth.fixtures.TopicReader;
import io.taskcall.auth.setup.SetupForTests;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.MemberEvent;
import io.taskcall.contracts.Topic;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
class ServiceAccountsTest {
  private static final String ACCOUNTS = "/api/v1/service-accounts";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject SetupForTests setup;
  @Inject DataSource database;

  private Neighbours neighbours;
  private Neighbours.Neighbour admin;

  @BeforeEach
  void somebody() {
    setup.apply(SETUP);
    neighbours = new Neighbours(database);
    admin = neighbours.person("admin");
  }

  @Test
  void program_has_keys_that_reach_as_far_as_its_role_and_end_with_it() {
    var account = made("limited_user");
    var key = key(account, "admin");
    bearer(key).get("/api/v1/integrations").then().statusCode(200);
    bearer(key)
        .contentType("application/json")
        .body("{}")
        .post("/api/v1/integrations")
        .then()
        .statusCode(403)
        .body("detail", containsString("configure"));
    bearer(key).get("/api/v1/audit-log").then().statusCode(403);
    api()
        .get(ACCOUNTS)
        .then()
        .body("items.find { it.id == '" + account + "' }.apiKeys", hasSize(1));
    api().delete(ACCOUNTS + "/" + account).then().statusCode(204);
    bearer(key).get("/api/v1/integrations").then().statusCode(401);
    api().get(ACCOUNTS).then().body("items", hasSize(0));
  }

  @Test
  void key_of_a_program_is_taken_back_alone() {
    var account = made("user");
    var key = key(account, "read");
    var other = key(account, "respond");
    var keys = ACCOUNTS + "/" + account + "/api-keys";
    String id = api().get(keys).path("items.find { it.name == 'key to read' }.id");
    api().delete(keys + "/" + id).then().statusCode(204);
    api().delete(keys + "/" + id).then().statusCode(404);
    bearer(key).get("/api/v1/members").then().statusCode(401);
    bearer(other).get("/api/v1/members").then().statusCode(200);
  }

  @Test
  void others_hear_that_it_is_no_person_and_where_no_mail_arrives() {
    var account = made("user");
    var key = key(account, "respond");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          var said = published(account).orElseThrow();
          assertThat(said.serviceAccount()).isTrue();
          assertThat(said.email()).endsWith(".invalid");
          assertThat(said.apiKeys().getFirst().sha256()).isEqualTo(Ids.sha256(key));
          assertThat(said.apiKeys().getFirst().rights()).contains("respond");
        });
    assertThat(published(UUID.fromString(ana())).orElseThrow().serviceAccount()).isNull();
  }

  @Test
  void program_is_not_among_the_people_and_stays_when_its_maker_leaves() {
    var account = made("user");
    var key = key(account, "read");
    api().get("/api/v1/members").then().body("items.id", not(hasItem(account.toString())));
    api().get("/api/v1/members/" + account).then().statusCode(404);
    api().delete("/api/v1/members/" + account).then().statusCode(404);
    bearer(neighbours.person("owner").apiKey())
        .delete("/api/v1/members/" + admin.id())
        .then()
        .statusCode(204);
    bearer(key).get("/api/v1/integrations").then().statusCode(200);
  }

  @Test
  void only_people_are_owners() {
    var owner = neighbours.person("owner");
    make(owner.apiKey(), "{\"name\": \"robot\", \"role\": \"owner\"}")
        .statusCode(403)
        .body("detail", equalTo("only people are owners"));
  }

  @Test
  void name_is_taken_once_in_an_organization() {
    var body = "{\"name\": \"deployments\", \"role\": \"user\"}";
    make(admin.apiKey(), body).statusCode(201);
    make(admin.apiKey(), body).statusCode(409).body("field", equalTo("name"));
    var others = new Neighbours(database).person("owner");
    make(others.apiKey(), body).statusCode(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          {"role": "user"}                              | name
          {"name": " ", "role": "user"}                 | name
          {"name": "x"}                                 | role
          {"name": "x", "role": "king"}                 | role
          {"name": "x", "role": "user", "colour": "red"} | colour
          """)
  void what_is_wrong_with_a_wish_is_named(String body, String field) {
    make(admin.apiKey(), body).statusCode(400).body("field", equalTo(field));
  }

  @Test
  void only_who_manages_people_makes_them_and_others_find_none_of_theirs() {
    var account = made("user");
    key(account, "read");
    var keys = ACCOUNTS + "/" + account + "/api-keys";
    String id = api().get(keys).path("items[0].id");
    var user = neighbours.person("user").apiKey();
    make(user, "{\"name\": \"mine\", \"role\": \"user\"}").statusCode(403);
    var stranger = new Neighbours(database).person("owner").apiKey();
    for (var who : List.of(user, stranger)) {
      int status = who.equals(user) ? 403 : 404;
      bearer(who).get(keys).then().statusCode(status);
      bearer(who).delete(keys + "/" + id).then().statusCode(status);
      bearer(who).delete(ACCOUNTS + "/" + account).then().statusCode(status);
      bearer(who)
          .contentType("application/json")
          .body("{\"name\": \"mine\", \"scopes\": [\"read\"]}")
          .post(keys)
          .then()
          .statusCode(status);
    }
    var person = ACCOUNTS + "/" + admin.id();
    api().get(person + "/api-keys").then().statusCode(404);
    api().delete(person).then().statusCode(404);
    bearer(stranger).get(ACCOUNTS).then().body("items", hasSize(0));
  }

  @Test
  void audit_log_says_who_made_it_with_which_role_and_who_removed_it() {
    var account = made("stakeholder");
    api().delete(ACCOUNTS + "/" + account).then().statusCode(204);
    api()
        .get("/api/v1/audit-log")
        .then()
        .body("items.what", hasItem("service_account_made"))
        .body("items.what", hasItem("service_account_removed"))
        .body(
            "items.find { it.what == 'service_account_made' }.details.role", equalTo("STAKEHOLDER"))
        .body("items.find { it.what == 'service_account_made' }.who", equalTo(admin.email()));
  }

  private UUID made(String role) {
    String id =
        make(
                admin.apiKey(),
                "{\"name\": \"program %s\", \"role\": \"%s\"}".formatted(UUID.randomUUID(), role))
            .statusCode(201)
            .body("role", equalTo(role))
            .extract()
            .path("id");
    return UUID.fromString(id);
  }

  private static ValidatableResponse make(String token, String body) {
    return bearer(token).contentType("application/json").body(body).post(ACCOUNTS).then();
  }

  private String key(UUID account, String scope) {
    return api()
        .contentType("application/json")
        .body("{\"name\": \"key to %s\", \"scopes\": [\"%s\"]}".formatted(scope, scope))
        .post(ACCOUNTS + "/" + account + "/api-keys")
        .then()
        .statusCode(201)
        .header("Cache-Control", "no-store")
        .extract()
        .path("key");
  }

  private static String ana() {
    return bearer(AuthForTests.TOKEN)
        .get("/api/v1/members")
        .path("items.find { it.email == 'ana@demo.example' }.id");
  }

  private RequestSpecification api() {
    return bearer(admin.apiKey());
  }

  private static RequestSpecification bearer(String token) {
    return given().header("Authorization", "Bearer " + token);
  }

  private static Optional<MemberEvent.Saved> published(UUID member) {
    return TopicReader.events(Topic.MEMBERS, MemberEvent.class).stream()
        .filter(event -> event.userId().equals(member))
        .reduce((earlier, later) -> later)
        .map(MemberEvent.Saved.class::cast);
  }
}
