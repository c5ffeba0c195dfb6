package io.taskcall.oncall;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.taskcall.contracts.Ids;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class HistoryTest {
  @BeforeAll
  static void people() {
    World.people();
  }

  @BeforeEach
  void ready() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            RestAssured.get("/q/health/ready").statusCode() == 200
                && World.api().get("/api/v1/services").statusCode() == 200);
  }

  @Test
  void incident_knows_those_like_it_before_and_beside_it() {
    var first = open("Queue 1 is long", "checkout");
    World.api().post("/api/v1/incidents/" + first + "/resolve").then().statusCode(200);
    var second = open("queue 22 is  long", "checkout");
    var third = open("Queue 3 is long", "uncovered");
    open("Something else", "checkout");
    World.api()
        .get("/api/v1/incidents/" + second + "/past?zone=Europe/Berlin")
        .then()
        .statusCode(200)
        .body("count", equalTo(1))
        .body("days.count", contains(1))
        .body("meanDuration", notNullValue());
    World.api()
        .get("/api/v1/incidents/" + first + "/past")
        .then()
        .body("count", equalTo(0))
        .body("days", hasSize(0))
        .body("meanDuration", nullValue());
    World.api()
        .get("/api/v1/incidents/" + second + "/similar")
        .then()
        .statusCode(200)
        .body("items.id", contains(third));
  }

  @Test
  void nonsense_is_refused_with_the_field() {
    var id = open("Fine", "checkout");
    World.api()
        .get("/api/v1/incidents/" + id + "/past?days=0")
        .then()
        .statusCode(400)
        .body("field", equalTo("days"));
    World.api()
        .get("/api/v1/incidents/" + id + "/past?zone=Europe/Atlantis")
        .then()
        .statusCode(400)
        .body("field", equalTo("zone"));
  }

  private static String open(String title, String service) {
    return World.api()
        .body(
            "{\"title\": \""
                + title
                + "\", \"service\": \""
                + Ids.derive("service", World.DEMO, service)
                + "\"}")
        .post("/api/v1/incidents")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }
}
