package io.taskcall.oncall;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.taskcall.contracts.Ids;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class ForecastApiTest {
  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
    await().until(() -> World.api().get("/api/v1/services").statusCode() == 200);
  }

  @Test
  void forecast_says_who_would_be_paged_how_and_when() {
    var hasty = "/api/v1/services/" + Ids.derive("service", World.DEMO, "hasty");
    get(hasty + "/who-would-be-paged?at=2026-02-01T12:00:00Z")
        .body("paged", equalTo(true))
        .body("levels.people.flatten().name", contains("Ben Okoro", "Ana Silva"))
        .body("levels[0].people[0].methods[0].channel", equalTo("email"))
        .body("levels[1].at", equalTo("2026-02-01T12:00:02Z"));
    World.api()
        .body("{\"payload\": {\"title\": \"High latency\", \"priority\": \"P1\"}}")
        .post("/api/v1/services/routed/who-would-be-paged")
        .then()
        .statusCode(200)
        .body("rule", equalTo("latency can wait"))
        .body("urgency", equalTo("low"))
        .body("levels[0].skipped", equalTo("nobody is on call"))
        .body("levels[1].people[0].name", equalTo("Ana Silva"));
    World.api()
        .body("{\"payload\": {\"title\": \"For the record\"}}")
        .post("/api/v1/services/routed/who-would-be-paged")
        .then()
        .body("paged", equalTo(false))
        .body("reason", containsString("records"));
    World.api()
        .body("{\"payload\": {\"tool\": \"telegraph\"}}")
        .post(hasty + "/who-would-be-paged")
        .then()
        .statusCode(400)
        .body("field", equalTo("payload.tool"));
    World.api().get("/api/v1/services/unknown/who-would-be-paged").then().statusCode(404);
  }

  private static ValidatableResponse get(String path) {
    return World.api().get(path).then().statusCode(200);
  }
}
