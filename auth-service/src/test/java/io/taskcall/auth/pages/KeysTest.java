package io.taskcall.auth.pages;

import static io.restassured.RestAssured.given;
import static io.taskcall.auth.fixtures.AuthForTests.INTERNAL_SECRET;
import static io.taskcall.auth.fixtures.AuthForTests.KEYED_DATADOG;
import static io.taskcall.auth.fixtures.AuthForTests.ORGANIZATION;
import static io.taskcall.auth.fixtures.AuthForTests.OWNER_PASSWORD;
import static io.taskcall.auth.fixtures.AuthForTests.SETUP;
import static io.taskcall.auth.fixtures.AuthForTests.TOKEN;
import static io.taskcall.auth.fixtures.KeyedDatadog.API_KEY;
import static io.taskcall.auth.fixtures.KeyedDatadog.APPLICATION_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.taskcall.auth.domain.Organization;
import io.taskcall.auth.fixtures.AuthForTests;
import io.taskcall.auth.fixtures.Browser;
import io.taskcall.auth.fixtures.Database;
import io.taskcall.auth.setup.SetupForTests;
import io.taskcall.codec.EventCodec;
import io.taskcall.contracts.Ids;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(AuthForTests.class)
class KeysTest {
  private static final String KEYS = "/connect/datadog/keys";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final UUID CHECKOUT =
      Ids.derive("service", Organization.of(ORGANIZATION, "Demo").id(), "checkout");
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Path SPECIFICATION =
      Path.of(System.getProperty("taskcall.root", ".."))
          .resolve("../shared/datadog/openapi-v1-subset.yaml");

  @Inject SetupForTests setup;
  @Inject DataSource database;

  private Browser ana;
  private String name;

  @BeforeEach
  void asItWas() {
    setup.apply(SETUP);
    KEYED_DATADOG.reset();
    name = "Keyed " + NUMBER.incrementAndGet();
    execute(
        "insert into service (id, organization_id, name) values ('%s', '%s', 'Checkout')"
                .formatted(CHECKOUT, Organization.of(ORGANIZATION, "Demo").id())
            + " on conflict (id) do nothing");
    ana = Browser.signedIn("ana@demo.example", OWNER_PASSWORD);
  }

  @Test
  void good_keys_connect_and_the_webhook_is_made_with_our_payload() throws IOException {
    assertThat(ana.get(KEYS).body()).contains("Application key", "keyed");
    var page = connect(API_KEY, APPLICATION_KEY);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("TaskCall has made the webhook", "@webhook-taskcall-");
    assertThat(page.body()).doesNotContain(API_KEY, APPLICATION_KEY);
    var webhook = KEYED_DATADOG.webhooks().values().iterator().next();
    assertThat(webhook.get("url")).isEqualTo(page.textOf("url"));
    assertThat(webhook.get("encode_as")).isEqualTo("json");
    // Datadog puts objects in place of the variables that stand without quotes.
    var payload = String.valueOf(webhook.get("payload")).replaceAll(": \\$[A-Z_]+", ": {}");
    assertThat(EventCodec.mapper().readTree(payload).isObject()).isTrue();
    integration().body("state", equalTo("connected")).body("site", equalTo("keyed"));
  }

  @Test
  void mirror_is_handed_the_keys_for_a_while() {
    connect(API_KEY, APPLICATION_KEY);
    var answer =
        permission("")
            .statusCode(200)
            .header("Cache-Control", "no-store")
            .body("apiKey", equalTo(API_KEY))
            .body("applicationKey", equalTo(APPLICATION_KEY))
            .body("apiUrl", equalTo(KEYED_DATADOG.apiUrl().toString()))
            .extract();
    assertThat(Instant.parse(answer.path("expiresAt")))
        .isBetween(Instant.now(), Instant.now().plusSeconds(600));
  }

  @Test
  void keys_that_datadog_takes_no_more_disconnect_the_integration() {
    connect(API_KEY, APPLICATION_KEY);
    var refused = "?refused=" + Ids.sha256(APPLICATION_KEY);
    permission(refused).statusCode(200);
    KEYED_DATADOG.answers(500);
    permission(refused).statusCode(503);
    KEYED_DATADOG.answers(403);
    permission(refused).statusCode(409);
    integration().body("state", equalTo("disconnected"));
    permission("").statusCode(409);
  }

  @Test
  void keys_that_are_not_good_are_not_kept() {
    assertThat(connect("wrong", APPLICATION_KEY).body())
        .contains("Datadog does not take the API key", "Nothing was changed");
    assertThat(connect(API_KEY, "wrong").body()).contains("does not take the application key");
    KEYED_DATADOG.incidentsAnswer(403);
    assertThat(connect(API_KEY, APPLICATION_KEY).status()).isEqualTo(403);
    KEYED_DATADOG.answers(500);
    assertThat(connect(API_KEY, APPLICATION_KEY).body()).contains("Datadog does not answer");
    KEYED_DATADOG.reset();
    assertThat(connect("", APPLICATION_KEY).body()).contains("It takes both keys");
    assertThat(connect("two words", APPLICATION_KEY).status()).isEqualTo(400);
    assertThat(count("select count(*) from integration where name = '" + name + "'")).isZero();
    assertThat(KEYED_DATADOG.webhooks()).isEmpty();
  }

  @Test
  void keys_are_sent_to_no_place_that_is_no_site() {
    for (var site : List.of("evil.example", "http://localhost:1", "datadoghq.com.evil.example")) {
      var page = connect(site, API_KEY, APPLICATION_KEY);
      assertThat(page.status()).as(site).isEqualTo(400);
      assertThat(page.body()).contains("This is no Datadog site");
    }
  }

  @Test
  void webhook_that_may_not_be_made_is_left_to_people_and_the_rest_works() {
    KEYED_DATADOG.webhooksAnswer(403);
    var page = connect(API_KEY, APPLICATION_KEY);
    assertThat(page.body()).contains("could not make the webhook", "create_webhooks");
    integration().body("state", equalTo("connected"));
  }

  @Test
  void webhook_moves_to_the_new_integration_url() {
    var before = connect(API_KEY, APPLICATION_KEY).textOf("url");
    var id = id();
    String url =
        api()
            .post("/api/v1/integrations/" + id + "/rotate")
            .then()
            .statusCode(200)
            .body("webhook", containsString("sends to the new Integration URL now"))
            .extract()
            .path("url");
    assertThat(url).isNotEqualTo(before);
    assertThat(KEYED_DATADOG.webhooks().values().iterator().next().get("url")).isEqualTo(url);
    KEYED_DATADOG.webhooksAnswer(500);
    api()
        .post("/api/v1/integrations/" + id + "/rotate")
        .then()
        .body("webhook", containsString("by hand"));
  }

  @Test
  void uninstalling_removes_the_webhook_and_the_keys() {
    connect(API_KEY, APPLICATION_KEY);
    api()
        .delete("/api/v1/integrations/" + id())
        .then()
        .statusCode(200)
        .body("removal.revocation", equalTo("done"))
        .body("removal.leftToDo", hasSize(1))
        .body("removal.leftToDo[0]", startsWith("Take its @webhook"));
    assertThat(KEYED_DATADOG.webhooks()).isEmpty();
    assertThat(
            count(
                "select count(*) from datadog_keys k join integration i"
                    + " on i.id = k.integration_id where i.name = '"
                    + name
                    + "'"))
        .isZero();
    assertThat(
            count(
                "select count(*) from revocation where done_at is not null and"
                    + " (api_key is not null or application_key is not null)"))
        .isZero();
  }

  @Test
  void webhook_is_removed_as_soon_as_datadog_is_back() {
    connect(API_KEY, APPLICATION_KEY);
    var id = id();
    KEYED_DATADOG.answers(503);
    api()
        .delete("/api/v1/integrations/" + id)
        .then()
        .statusCode(202)
        .body("removal.revocation", equalTo("pending"));
    KEYED_DATADOG.answers(0);
    await().atMost(PATIENCE).until(() -> KEYED_DATADOG.webhooks().isEmpty());
    await()
        .atMost(PATIENCE)
        .until(() -> api().get("/api/v1/integrations/" + id).statusCode() == 404);
  }

  @Test
  void webhook_that_keys_no_longer_reach_is_left_to_people() {
    connect(API_KEY, APPLICATION_KEY);
    KEYED_DATADOG.answers(403);
    api()
        .delete("/api/v1/integrations/" + id())
        .then()
        .statusCode(200)
        .body("removal.leftToDo", hasSize(2))
        .body("removal.leftToDo[0]", startsWith("Delete the webhook"));
  }

  @Test
  void same_over_rest_and_what_is_wrong_is_said_with_its_field() {
    rest("datadoghq.invalid", API_KEY).statusCode(400).body("field", equalTo("site"));
    rest("keyed", "wrong").statusCode(400).body("field", equalTo("apiKey"));
    rest("keyed", API_KEY)
        .statusCode(201)
        .body("state", equalTo("connected"))
        .body("webhook", startsWith("TaskCall has made the webhook"));
    rest("keyed", API_KEY).statusCode(409).body("field", equalTo("name"));
  }

  @Test
  void keys_are_kept_sealed_and_never_logged() throws IOException {
    connect(API_KEY, APPLICATION_KEY);
    assertThat(
            count(
                "select count(*) from datadog_keys where"
                    + " position(convert_to('%s', 'UTF8') in api_key) > 0 or".formatted(API_KEY)
                    + " position(convert_to('%s', 'UTF8') in application_key) > 0"
                        .formatted(APPLICATION_KEY)))
        .isZero();
    assertThat(Files.readString(AuthForTests.log())).doesNotContain(API_KEY, APPLICATION_KEY);
  }

  @Test
  void webhook_is_as_datadog_specifies_it() throws IOException {
    assumeTrue(Files.exists(SPECIFICATION));
    connect(API_KEY, APPLICATION_KEY);
    var sent = KEYED_DATADOG.webhooks().values().iterator().next();
    JsonNode document =
        EventCodec.mapper().valueToTree(new Yaml().load(Files.readString(SPECIFICATION)));
    var schema = document.at("/components/schemas/WebhooksIntegration");
    for (var required : schema.get("required")) {
      assertThat(sent.containsKey(required.asText())).as(required.asText()).isTrue();
    }
    for (var field : sent.entrySet()) {
      assertThat(schema.get("properties").has(String.valueOf(field.getKey())))
          .as(String.valueOf(field.getKey()))
          .isTrue();
      assertThat(field.getValue()).isInstanceOf(String.class);
    }
    assertThat(document.at("/components/schemas/WebhooksIntegrationEncoding/enum"))
        .extracting(JsonNode::asText)
        .contains(String.valueOf(sent.get("encode_as")));
    assertThat(document.get("paths").has("/api/v1/integration/webhooks/configuration/webhooks"))
        .isTrue();
    assertThat(document.get("paths").has("/api/v1/validate")).isTrue();
  }

  private Browser.Page connect(String apiKey, String applicationKey) {
    return connect("keyed", apiKey, applicationKey);
  }

  private Browser.Page connect(String site, String apiKey, String applicationKey) {
    return ana.post(
        KEYS,
        Map.of(
            "integration_name", name,
            "service", CHECKOUT.toString(),
            "site", site,
            "api_key", apiKey,
            "application_key", applicationKey));
  }

  private ValidatableResponse rest(String site, String apiKey) {
    return api()
        .contentType("application/json")
        .body(
            Map.of(
                "name", name,
                "service", CHECKOUT.toString(),
                "site", site,
                "apiKey", apiKey,
                "applicationKey", APPLICATION_KEY))
        .post("/api/v1/integrations/datadog")
        .then();
  }

  private ValidatableResponse integration() {
    return api().get("/api/v1/integrations/" + id()).then().statusCode(200);
  }

  private ValidatableResponse permission(String query) {
    return given()
        .header("Authorization", "Bearer " + INTERNAL_SECRET)
        .post("/internal/integrations/" + id() + "/datadog-token" + query)
        .then();
  }

  private static RequestSpecification api() {
    return given().header("Authorization", "Bearer " + TOKEN);
  }

  private UUID id() {
    String id =
        api()
            .get("/api/v1/integrations")
            .then()
            .extract()
            .path("items.find { it.name == '" + name + "' }.id");
    return UUID.fromString(id);
  }

  private long count(String sql) {
    return new Database(database).count(sql);
  }

  private void execute(String sql) {
    new Database(database).execute(sql);
  }
}
