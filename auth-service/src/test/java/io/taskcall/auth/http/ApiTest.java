package io.taskcall.auth.http;

import static io.restassured.RestAssured.given;
import static io.taskcall.auth.fixtures.AuthForTests.DATADOG_KEY;
import static io.taskcall.auth.fixtures.AuthForTests.ORGANIZATION;
import static io.taskcall.auth.fixtures.AuthForTests.SECRETS;
import static io.taskcall.auth.fixtures.AuthForTests.SETUP;
import static io.taskcall.auth.fixtures.AuthForTests.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.taskcall.auth.domain.Organization;
import io.taskcall.auth.fixtures.AuthForTests;
import io.taskcall.auth.fixtures.TopicReader;
import io.taskcall.auth.setup.SetupForTests;
import io.taskcall.codec.EventCodec;
import io.taskcall.codec.EventRecords;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.ServiceEvent;
import io.taskcall.contracts.Topic;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(AuthForTests.class)
class ApiTest {
  private static final UUID ORGANIZATION_ID = Organization.of(ORGANIZATION, "Demo").id();
  private static final UUID CHECKOUT = Ids.derive("service", ORGANIZATION_ID, "checkout");

  @Inject SetupForTests setup;
  @Inject Producer<String, byte[]> producer;
  @Inject DataSource database;

  @BeforeEach
  void asItWas() {
    setup.apply(SETUP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"organization", "members", "integrations"})
  void caller_without_an_api_key_is_refused(String what) {
    given()
        .get("/api/v1/" + what)
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", "Bearer")
        .contentType("application/problem+json")
        .body("status", equalTo(401));
    for (var wrong : new String[] {"Bearer tc_wrong", "Bearer ", "Basic " + TOKEN, TOKEN}) {
      given().header("Authorization", wrong).get("/api/v1/" + what).then().statusCode(401);
    }
  }

  @Test
  void organization_is_the_one_of_the_api_key() {
    get("organization").statusCode(200).body("key", equalTo(ORGANIZATION));
  }

  @Test
  void members_are_listed_by_name_with_their_roles() {
    get("members")
        .statusCode(200)
        .body("items.name", contains("Ana Silva", "Ben Okoro"))
        .body("items.role", contains("owner", "user"))
        .body("items[0].apiKeys[0].sha256", equalTo(Ids.sha256(TOKEN)))
        .body("$", hasKey("next"))
        .body("next", nullValue());
  }

  @Test
  void integrations_are_listed_by_name_with_hashes_for_keys() {
    var listed =
        get("integrations")
            .statusCode(200)
            .body("items.name", contains("Alertmanager", "Datadog"))
            .body("items[1].tool", equalTo("datadog"))
            .body("items[1].site", equalTo("fake"))
            .body("items[1].service.id", equalTo(CHECKOUT.toString()))
            .body("items[1].keys", hasSize(1))
            .body("items[1].keys[0].sha256", equalTo(Ids.sha256(DATADOG_KEY)))
            .extract()
            .asString();
    assertThat(listed).doesNotContain(SECRETS);
  }

  @Test
  void integration_can_be_asked_for_by_its_id() {
    var id = Ids.derive("integration", ORGANIZATION_ID, "Datadog");
    get("integrations/" + id).statusCode(200).body("name", equalTo("Datadog"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"integrations/", "members/"})
  void what_is_not_there_or_not_ours_is_not_found(String what) {
    get(what + UUID.randomUUID()).statusCode(404).contentType("application/problem+json");
    get(what + "nonsense").statusCode(404).contentType("application/problem+json");
  }

  @Test
  void unknown_path_is_a_problem_too() {
    get("nonsense").statusCode(404).contentType("application/problem+json");
  }

  @Test
  void services_name_is_learnt_from_its_topic() {
    send(saved("Checkout"));
    await()
        .untilAsserted(
            () -> get("integrations").body("items[0].service.name", equalTo("Checkout")));
    send(new ServiceEvent.Removed(id(), Instant.EPOCH, CHECKOUT, ORGANIZATION_ID));
    await().untilAsserted(() -> get("integrations").body("items[0].service.name", nullValue()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"type\":\"service.exploded\"}", "no text of a database"})
  void record_that_is_no_service_goes_to_the_dead_letters_and_the_next_is_read(String value)
      throws Exception {
    var nonsense =
        value.startsWith("{")
            ? value.getBytes(StandardCharsets.UTF_8)
            : EventCodec.write(saved(value + '\0'));
    var at =
        producer
            .send(new ProducerRecord<>(Topic.SERVICES.wireName(), CHECKOUT.toString(), nonsense))
            .get();
    producer.send(new ProducerRecord<>(Topic.SERVICES.wireName(), CHECKOUT.toString(), null)).get();
    send(saved("Till"));
    await().untilAsserted(() -> get("integrations").body("items[0].service.name", equalTo("Till")));
    var letter = Ids.derive("dead-letter", "auth-service", at.topic(), at.partition(), at.offset());
    await()
        .until(() ->
            TopicReader.records(Topic.DEAD_LETTERS).stream()
                .anyMatch(record ->
                    new String(record.value(), StandardCharsets.UTF_8)
                        .contains(letter.toString())));
  }

  @Test
  void services_name_waits_for_a_database_that_is_not_well() throws Exception {
    execute("alter table service rename to service_elsewhere");
    send(saved("Warehouse"));
    await().until(() -> Files.readString(AuthForTests.log()).contains("will be tried again"));
    execute("alter table service_elsewhere rename to service");
    await()
        .untilAsserted(
            () -> get("integrations").body("items[0].service.name", equalTo("Warehouse")));
  }

  @Test
  void openapi_describes_the_lists_and_not_what_is_internal() {
    var document = given().get("/q/openapi").then().statusCode(200).extract().asString();
    assertThat(document)
        .contains("/api/v1/integrations", "/api/v1/members", "/api/v1/organization", "bearer")
        .doesNotContain("/internal");
  }

  @Test
  void service_is_ready_with_its_database_and_its_broker() {
    await().untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
  }

  private void send(ServiceEvent event) {
    var record = EventRecords.of(event, "oncall-service", TraceParent.startingAt(event.id()));
    assertThat(producer.send(record)).succeedsWithin(java.time.Duration.ofSeconds(10));
  }

  private static ServiceEvent saved(String name) {
    return new ServiceEvent.Saved(id(), Instant.EPOCH, CHECKOUT, ORGANIZATION_ID, name, null);
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static UUID id() {
    return UUID.randomUUID();
  }

  private static ValidatableResponse get(String what) {
    return given().header("Authorization", "Bearer " + TOKEN).get("/api/v1/" + what).then();
  }
}
