package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.taskcall.contracts.Ids;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class ScheduleApiTest {
  private static final UUID ANA = Ids.derive("user", World.DEMO, "ana@demo.example");
  private static final UUID GWEN = Ids.derive("user", World.DEMO, "gone@demo.example");
  private static final String SUPPORT = path("support");

  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
    await().until(() -> World.api().get("/api/v1/services").statusCode() == 200);
  }

  @Test
  void schedules_are_listed_with_their_layers() {
    get("/api/v1/schedules")
        .statusCode(200)
        .body("items.name", hasItems("Support", "primary"))
        .body("items.find { it.name == 'Support' }.layers", contains("days", "rest"));
  }

  @Test
  void person_on_call_is_shown_with_the_next_handoff() {
    get(SUPPORT + "/on-call?at=2026-02-03T10:00:00Z")
        .statusCode(200)
        .body("people.name", contains("Ben Okoro"))
        .body("start", equalTo("2026-02-03T09:00:00Z"))
        .body("end", equalTo("2026-02-03T17:00:00Z"))
        .body("next.at", equalTo("2026-02-03T17:00:00Z"))
        .body("next.people.name", contains("Gwen Left"));
    get(path("always") + "/on-call?at=2026-02-03T10:00:00Z")
        .body("start", nullValue())
        .body("end", nullValue())
        .body("next", nullValue());
  }

  @Test
  void final_schedule_says_why_everybody_is_on_call() {
    get(SUPPORT + "/shifts?from=2026-02-02T09:00:00Z&until=2026-02-03T09:00:00Z")
        .statusCode(200)
        .body("items.people[0].name", contains("Ana Silva"))
        .body("items.why.type", contains("turn", "override", "turn", "turn"))
        .body("items.why.layer", contains("days", null, "days", "rest"))
        .body("items.start[1]", equalTo("2026-02-02T10:00:00Z"))
        .body("items.end[3]", equalTo("2026-02-03T09:00:00Z"));
  }

  @Test
  void layer_is_shown_as_it_was_planned_and_gaps_of_the_whole_are_found() {
    get(SUPPORT + "/layers/0/shifts?from=2026-02-02T00:00:00Z&until=2026-02-04T00:00:00Z")
        .statusCode(200)
        .body("items.start", contains("2026-02-02T09:00:00Z", "2026-02-03T09:00:00Z"))
        .body("items.people.flatten().name", contains("Ana Silva", "Ben Okoro"));
    get(SUPPORT + "/layers/2/shifts").statusCode(404);
    get(SUPPORT + "/gaps?from=2026-02-02T00:00:00Z&until=2026-02-04T00:00:00Z")
        .body("items", hasSize(0));
    get(path("empty") + "/gaps?from=2026-02-02T00:00:00Z&until=2026-02-04T00:00:00Z")
        .body("items.start", contains("2026-02-02T00:00:00Z"));
  }

  @Test
  void override_is_previewed_made_found_and_removed() {
    var override =
        Map.of(
            "start",
            "2026-03-02T12:00:00Z",
            "end",
            "2026-03-02T13:00:00Z",
            "remove",
            List.of(ANA),
            "add",
            List.of(GWEN));
    post(SUPPORT + "/overrides/preview", override)
        .statusCode(200)
        .body("differences[0].before.name", contains("Ana Silva"))
        .body("differences[0].after.name", contains("Gwen Left"))
        .body("gaps", hasSize(0));
    var id = post(SUPPORT + "/overrides", override).statusCode(201).extract().path("id");
    post(SUPPORT + "/overrides", override).statusCode(201).body("id", equalTo(id));
    var march = "?from=2026-03-01T00:00:00Z&until=2026-03-31T00:00:00Z";
    get(SUPPORT + "/overrides" + march).body("items.id", contains(id));
    get(SUPPORT + "/on-call?at=2026-03-02T12:30:00Z").body("people.name", contains("Gwen Left"));
    delete(SUPPORT + "/overrides/" + id).statusCode(204);
    delete(SUPPORT + "/overrides/" + id).statusCode(404);
    get(SUPPORT + "/on-call?at=2026-03-02T12:30:00Z").body("people.name", contains("Ana Silva"));
  }

  @Test
  void override_that_leaves_a_gap_needs_to_say_so() {
    var override =
        Map.of(
            "start", "2026-03-07T12:00:00Z",
            "end", "2026-03-07T13:00:00Z",
            "remove", List.of(GWEN));
    post(SUPPORT + "/overrides", override)
        .statusCode(409)
        .contentType("application/problem+json")
        .body("detail", containsString("from 2026-03-07T12:00:00Z until 2026-03-07T13:00:00Z"));
    var allowed = new HashMap<String, Object>(override);
    allowed.put("allowGaps", true);
    var id = post(SUPPORT + "/overrides", allowed).statusCode(201).extract().path("id");
    get(SUPPORT + "/gaps?from=2026-03-07T00:00:00Z&until=2026-03-08T00:00:00Z")
        .body("items.start", contains("2026-03-07T12:00:00Z"));
    delete(SUPPORT + "/overrides/" + id).statusCode(204);
  }

  @Test
  void override_of_the_setup_file_stays_there() {
    var february = "?from=2026-02-01T00:00:00Z&until=2026-03-01T00:00:00Z";
    var id = get(SUPPORT + "/overrides" + february).extract().path("items[0].id");
    delete(SUPPORT + "/overrides/" + id)
        .statusCode(409)
        .body("detail", containsString("setup file"));
  }

  @Test
  void nonsense_is_the_askers_mistake() {
    post(SUPPORT + "/overrides", Map.of("start", "2026-03-07T12:00:00Z")).statusCode(400);
    post(
            SUPPORT + "/overrides",
            Map.of(
                "start", "2026-03-07T12:00:00Z",
                "end", "2026-03-07T13:00:00Z",
                "add", List.of(new UUID(0, 0))))
        .statusCode(400)
        .body("detail", equalTo("add has nobody of this organization"));
    get(SUPPORT + "/shifts?from=2026-03-07T12:00:00Z&until=2028-03-07T12:00:00Z").statusCode(400);
    get(SUPPORT + "/shifts?from=yesterday").statusCode(400);
    get("/api/v1/schedules/" + new UUID(0, 0) + "/shifts").statusCode(404);
  }

  @Test
  void override_of_now_decides_who_is_paged() {
    var now = Instant.now();
    var override =
        Map.of(
            "start", now.minusSeconds(60).toString(),
            "end", now.plus(Duration.ofHours(1)).toString(),
            "everybody", List.of(ANA));
    var id = post(path("always") + "/overrides", override).statusCode(201).extract().path("id");
    var alert = new World.Alert("supported", "Overridden");
    World.say(alert.opened());
    await().until(() -> Smtp.mails(alert.title()).size() == 1);
    assertThat(World.timeline(alert)).anyMatch(text -> text.contains("Ana Silva"));
    delete(path("always") + "/overrides/" + id).statusCode(204);
  }

  private static String path(String schedule) {
    return "/api/v1/schedules/" + Ids.derive("schedule", World.DEMO, schedule);
  }

  private static ValidatableResponse get(String path) {
    return World.api().get(path).then();
  }

  private static ValidatableResponse post(String path, Map<String, Object> body) {
    return World.api().contentType(ContentType.JSON).body(body).post(path).then();
  }

  private static ValidatableResponse delete(String path) {
    return World.api().delete(path).then();
  }
}
