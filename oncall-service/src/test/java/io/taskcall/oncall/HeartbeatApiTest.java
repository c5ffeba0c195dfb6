package io.taskcall.oncall;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.taskcall.contracts.Ids;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class HeartbeatApiTest {
  @Inject DataSource database;

  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
    await().until(() -> World.api().get("/api/v1/services").statusCode() == 200);
  }

  @Test
  void call_that_does_not_come_pages_and_the_next_one_ends_it() {
    var made = make("Nightly backup").body("status", equalTo("waiting"));
    String id = made.extract().path("id");
    var address = URI.create(made.extract().path("url")).getPath();
    RestAssured.get(address).then().statusCode(200);
    get(id).body("status", equalTo("ok")).body("seenAt", notNullValue());
    overdue(id);
    await().until(() -> get(id).extract().path("status").equals("missing"));
    await().until(() -> Smtp.mails("No heartbeat: Nightly backup").size() == 1);
    String incident = get(id).extract().path("incident");
    World.api()
        .get("/api/v1/incidents/" + incident)
        .then()
        .body("status", equalTo("open"))
        .body("service.name", equalTo("Checkout"));
    RestAssured.post(address).then().statusCode(200);
    await()
        .until(() ->
            World.api().get("/api/v1/incidents/" + incident).path("status").equals("resolved"));
    get(id).body("status", equalTo("ok")).body("incident", nullValue());
  }

  @Test
  void heartbeat_that_is_removed_while_missing_leaves_no_incident_behind() {
    String id = make("Old backup").extract().path("id");
    overdue(id);
    await().until(() -> get(id).extract().path("incident") != null);
    String incident = get(id).extract().path("incident");
    World.api().delete("/api/v1/heartbeats/" + id).then().statusCode(204);
    World.api().get("/api/v1/incidents/" + incident).then().body("status", equalTo("resolved"));
    World.api().get("/api/v1/heartbeats/" + id).then().statusCode(404);
  }

  @Test
  void address_is_secret_and_can_be_replaced() {
    var made = make("Moved");
    var first = URI.create(made.extract().path("url")).getPath();
    String id = made.extract().path("id");
    String second = World.api().post("/api/v1/heartbeats/" + id + "/link").path("url");
    RestAssured.get(first).then().statusCode(404).contentType("application/problem+json");
    RestAssured.head(URI.create(second).getPath()).then().statusCode(200);
    RestAssured.get("/heartbeat/" + id).then().statusCode(404);
    World.api().get("/api/v1/heartbeats").then().body("items.name", hasItem("Moved"));
  }

  @Test
  void wrong_input_names_its_field() {
    wish("{\"service\": \"%s\", \"every\": \"PT5M\"}".formatted(service()))
        .body("field", equalTo("name"));
    wish("{\"name\": \"a\", \"service\": \"%s\"}".formatted(service()))
        .body("field", equalTo("every"));
    wish("{\"name\": \"a\", \"service\": \"%s\", \"every\": \"PT1S\"}".formatted(service()))
        .body("field", equalTo("every"));
    wish("{\"name\": \"a\", \"service\": \"%s\", \"every\": \"PT5M\"}".formatted(UUID.randomUUID()))
        .body("field", equalTo("service"));
  }

  /** As if its time had passed. */
  private void overdue(String id) {
    new Sql(database)
        .run("update heartbeats set due_at = coalesce(seen_at, now()) where id = '" + id + "'");
  }

  private static ValidatableResponse make(String name) {
    return World.api()
        .body(
            "{\"name\": \"%s\", \"service\": \"%s\", \"every\": \"PT5M\"}"
                .formatted(name, service()))
        .post("/api/v1/heartbeats")
        .then()
        .statusCode(201)
        .body("every", equalTo("PT5M"));
  }

  private static ValidatableResponse wish(String body) {
    return World.api().body(body).post("/api/v1/heartbeats").then().statusCode(400);
  }

  private static ValidatableResponse get(String id) {
    var path = "/api/v1/heartbeats/" + id;
    return await()
        .until(() -> World.api().get(path), answer -> answer.statusCode() != 503)
        .then()
        .statusCode(200);
  }

  private static String service() {
    return Ids.derive("service", World.DEMO, "checkout").toString();
  }
}
