package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
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
class CalendarTest {
  private static final String ANA = Ids.derive("user", World.DEMO, "ana@demo.example").toString();

  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
    await().until(() -> World.api().get("/api/v1/services").statusCode() == 200);
  }

  @Test
  void calendar_reads_the_shifts_of_a_schedule_or_a_person_until_its_feed_is_ended() {
    var support = Ids.derive("schedule", World.DEMO, "support");
    var made =
        World.api()
            .body("{\"schedule\": \"" + support + "\"}")
            .post("/api/v1/calendars")
            .then()
            .statusCode(201)
            .extract()
            .jsonPath();
    var path = made.getString("url").replaceFirst("^http://[^/]+", "");
    var file = RestAssured.get(path);
    assertThat(file.contentType()).startsWith("text/calendar");
    assertThat(file.asString())
        .startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
        .endsWith("END:VCALENDAR\r\n")
        .contains("SUMMARY:Ana Silva (Support)", "SUMMARY:Gwen Left (Support)");
    assertThat(file.asString().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThan(76));
    var person =
        World.api()
            .body("{\"person\": \"" + ANA + "\"}")
            .post("/api/v1/calendars")
            .jsonPath()
            .getString("url")
            .replaceFirst("^http://[^/]+", "");
    assertThat(RestAssured.get(person).asString())
        .contains("SUMMARY:Ana Silva (Support)")
        .doesNotContain("SUMMARY:Gwen Left (Support)");
    World.api().get("/api/v1/calendars").then().body("items.id", hasItem(made.getString("id")));
    World.api().delete("/api/v1/calendars/" + made.getString("id")).then().statusCode(204);
    RestAssured.get(path).then().statusCode(404);
    RestAssured.get("/calendars/nonsense.ics").then().statusCode(404);
    World.api().body("{}").post("/api/v1/calendars").then().statusCode(400);
  }

  @Test
  void load_of_each_person_is_reported() {
    World.api()
        .get("/api/v1/reports/load?from=2026-02-02T00:00:00Z&until=2026-02-09T00:00:00Z")
        .then()
        .statusCode(200)
        .body("items.name", hasItem("Ana Silva"))
        .body("items.find { it.name == 'Ana Silva' }.hours", greaterThan(0f))
        .body("items.find { it.name == 'Ana Silva' }.weekendHours", equalTo(0f));
  }
}
