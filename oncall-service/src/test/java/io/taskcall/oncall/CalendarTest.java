package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
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
  void calendar_becomes_layers_and_takes_their_place_when_it_comes_again() {
    World.api()
        .body("{\"key\": \"imported\", \"timeZone\": \"UTC\", \"layers\": []}")
        .post("/api/v1/schedules")
        .then()
        .statusCode(201);
    var path = "/api/v1/schedules/imported";
    put(path + "/calendar?name=Rota&dryRun=true", weekly("ana@demo.example"))
        .statusCode(200)
        .body("differences[0].after.name", contains("Ana Silva"));
    World.api().get(path).then().body("layers", hasSize(0));
    put(path + "/calendar?name=Rota", weekly("ana@demo.example")).statusCode(200);
    put(path + "/calendar?name=Rota", weekly("ben@demo.example"))
        .statusCode(200)
        .body("layers", hasSize(1));
    World.api()
        .get(path + "/on-call?at=2026-03-30T07:00:00Z")
        .then()
        .body("people[0].name", equalTo("Ben Okoro"));
    put(path + "/calendar?name=Rota", weekly("nobody@demo.example")).statusCode(400);
    put(path + "/calendar", "nonsense").statusCode(400).body("field", equalTo("body"));
    put(path + "/calendar?name=Rota", weekly("ana@demo.example").replace("DTEND", "X-END"))
        .statusCode(400)
        .body("field", equalTo("events[0].DTEND"));
    put("/api/v1/schedules/none/calendar", weekly("ana@demo.example")).statusCode(404);
  }

  private static ValidatableResponse put(String path, String calendar) {
    return World.api().contentType("text/calendar").body(calendar).put(path).then();
  }

  private static String weekly(String attendee) {
    return String.join(
        "\r\n",
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//X//Y//EN",
        "BEGIN:VEVENT",
        "UID:1",
        "DTSTAMP:20260101T000000Z",
        "DTSTART;TZID=Europe/Berlin:20260105T090000",
        "DTEND;TZID=Europe/Berlin:20260112T090000",
        "RRULE:FREQ=WEEKLY",
        "ATTENDEE:mailto:" + attendee,
        "END:VEVENT",
        "END:VCALENDAR",
        "");
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
