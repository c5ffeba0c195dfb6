package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.taskcall.contracts.Ids;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class RoutedAlertsTest {
  private static final String MAINTENANCES =
      "/api/v1/services/" + Ids.derive("service", World.DEMO, "maintained") + "/maintenances";

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
  void rule_makes_an_incident_less_urgent_and_asks_others_and_is_named() {
    var alert = new World.Alert("routed", "Latency of staging");
    World.say(alert.opened());
    await().until(() -> Smtp.mails("Latency of staging").size() == 1);
    World.incident(alert)
        .then()
        .body("urgency", equalTo("low"))
        .body("priority", equalTo("P4"))
        .body("responders[0].name", equalTo("Ana Silva"));
    said(alert, "rule \"latency can wait\": urgency low, priority P4, asked by policy uncovered");
  }

  @Test
  void suppressed_alert_is_recorded_and_never_pages_and_resolves_itself() {
    var alert = new World.Alert("routed", "Only for the record");
    World.say(alert.opened());
    await().until(() -> World.status(alert).equals("open"));
    said(alert, "rule \"records\": recorded, nobody is paged");
    World.api()
        .get("/api/v1/incidents/" + alert.incident() + "/pages")
        .then()
        .body("items", hasSize(0));
    World.say(alert.recovered());
    await().until(() -> World.status(alert).equals("resolved"));
  }

  @Test
  void maintenance_holds_pages_back_until_it_is_over() {
    var until = Instant.now().plusSeconds(4);
    String id =
        World.api()
            .body("{\"name\": \"Move\", \"until\": \"" + until + "\"}")
            .post(MAINTENANCES)
            .then()
            .statusCode(201)
            .body("name", equalTo("Move"))
            .extract()
            .path("id");
    World.api().get(MAINTENANCES).then().body("items.id", hasItem(id));
    var alert = new World.Alert("maintained", "While moving");
    World.say(alert.opened());
    await().until(() -> World.status(alert).equals("open"));
    World.api()
        .get("/api/v1/incidents/" + alert.incident() + "/timeline")
        .then()
        .body("items.text", hasItem(startsWith("maintenance \"Move\": nobody is paged until ")));
    await().atMost(Duration.ofSeconds(60)).until(() -> Smtp.mails("While moving").size() == 1);
    assertThat(Instant.now()).isAfterOrEqualTo(until);
    World.api().delete(MAINTENANCES + "/" + id).then().statusCode(204);
    World.api().delete(MAINTENANCES + "/" + id).then().statusCode(404);
  }

  @Test
  void maintenance_that_makes_no_sense_is_refused_with_the_field() {
    refused("name", "{\"until\": \"2030-01-01T00:00:00Z\"}");
    refused("until", "{\"name\": \"x\"}");
    refused("until", "{\"name\": \"x\", \"until\": \"2020-01-01T00:00:00Z\"}");
    refused("length", weekly("Europe/Berlin", "P7D"));
    refused("zone", weekly("Europe/Atlantis", "PT2H"));
    World.api().body(weekly("Europe/Berlin", "PT2H")).post(MAINTENANCES).then().statusCode(201);
  }

  private static String weekly(String zone, String length) {
    var day = Instant.now().atZone(java.time.ZoneOffset.UTC).getDayOfWeek().plus(3);
    return "{\"name\": \"x\", \"day\": \""
        + day
        + "\", \"time\": \"02:00\", \"zone\": \""
        + zone
        + "\", \"length\": \""
        + length
        + "\"}";
  }

  private static void refused(String field, String body) {
    World.api()
        .body(body)
        .post(MAINTENANCES)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("field", equalTo(field));
  }

  private static void said(World.Alert alert, String text) {
    World.api()
        .get("/api/v1/incidents/" + alert.incident() + "/timeline")
        .then()
        .body("items.text", hasItem(text));
  }
}
