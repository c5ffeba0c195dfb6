package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.taskcall.contracts.Ids;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class HandlingApiTest {
  private static final String ANA = Ids.derive("user", World.DEMO, "ana@demo.example").toString();
  private static final String BEN = Ids.derive("user", World.DEMO, "ben@demo.example").toString();

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
  void snoozed_incident_pages_again_from_level_one_when_its_time_comes() {
    var id = open("Snoozed until later");
    await().until(() -> Smtp.mails("Snoozed until later").size() == 1);
    post(id, "snooze", "{\"until\": \"" + Instant.now().plusSeconds(2) + "\"}")
        .statusCode(200)
        .body("snoozedUntil", notNullValue());
    await().until(() -> Smtp.mails("Snoozed until later").size() == 2);
    get(id).body("snoozedUntil", nullValue()).body("level", equalTo(1));
  }

  @Test
  void incident_goes_to_others_to_the_next_level_and_to_more_people() {
    var id = open("Passed on");
    post(id, "acknowledge", "").statusCode(200);
    post(id, "reassign", people(ANA)).statusCode(200).body("status", equalTo("open"));
    get(id).body("responders.name", contains("Ana Silva"));
    post(id, "responders", people(BEN))
        .statusCode(200)
        .body("responders.name", contains("Ana Silva", "Ben Okoro"));
    post(id, "escalate", "").statusCode(200).body("level", equalTo(2));
    await().until(() -> Smtp.mails("Passed on").size() >= 3);
    World.api()
        .get("/api/v1/incidents/" + id + "/timeline")
        .then()
        .body("items.text", hasItem("Others are asked instead: Ana Silva"))
        .body("items.text", hasItem("Asked too: Ben Okoro"));
  }

  @Test
  void title_urgency_and_priority_change_only_for_those_who_saw_the_latest() {
    var id = open("Vague");
    var seen = World.api().get("/api/v1/incidents/" + id).header("ETag");
    patch(id, seen, "{\"title\": \"Precise\", \"urgency\": \"low\", \"priority\": \"P4\"}")
        .statusCode(200)
        .body("title", equalTo("Precise"))
        .body("priority", equalTo("P4"));
    patch(id, seen, "{\"title\": \"Too late\"}")
        .statusCode(412)
        .contentType("application/problem+json");
    patch(id, "*", "{\"priority\": null}")
        .statusCode(200)
        .body("priority", nullValue())
        .body("urgency", equalTo("low"));
  }

  @Test
  void what_the_state_does_not_allow_is_a_conflict_that_says_why() {
    var id = open("Over and done");
    post(id, "resolve", "").statusCode(200);
    for (var action : List.of("acknowledge", "escalate")) {
      conflict(post(id, action, ""));
    }
    conflict(post(id, "snooze", "{\"until\": \"" + Instant.now().plusSeconds(60) + "\"}"));
    conflict(post(id, "reassign", people(ANA)));
    conflict(post(id, "responders", people(ANA)));
    post(id, "notes", "{\"text\": \"It was DNS\"}").statusCode(200);
  }

  @Test
  void same_request_under_the_same_key_opens_one_incident_and_pages_once() {
    var key = UUID.randomUUID().toString();
    var body = opening("Opened once");
    var first = keyed(key).body(body).post("/api/v1/incidents").then().statusCode(201).extract();
    var second = keyed(key).body(body).post("/api/v1/incidents").then().statusCode(201).extract();
    assertThat(second.asString()).isEqualTo(first.asString());
    assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
    keyed(key)
        .body(opening("Another"))
        .post("/api/v1/incidents")
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("field", equalTo("Idempotency-Key"));
    await().until(() -> Smtp.mails("Opened once").size() == 1);
    var path = "/api/v1/incidents/" + first.path("id") + "/notes";
    var note = "{\"text\": \"Only once\"}";
    keyed(key + "n").body(note).post(path).then().statusCode(200);
    keyed(key + "n").body(note).post(path).then().statusCode(200);
    List<String> said =
        World.api()
            .get("/api/v1/incidents/" + first.path("id") + "/timeline")
            .jsonPath()
            .getList("items.text");
    assertThat(said).containsOnlyOnce("Only once");
  }

  @Test
  void wrong_input_is_refused_with_the_name_of_the_field() {
    var id = open("Fields");
    wrong("title", open("{\"service\": \"" + service() + "\"}", 400));
    wrong("title", open("{\"title\": \"a\\nb\", \"service\": \"" + service() + "\"}", 400));
    wrong("title", open(opening("x".repeat(1025)), 400));
    wrong("service", open("{\"title\": \"a\", \"service\": \"" + UUID.randomUUID() + "\"}", 400));
    wrong("urgency", open("{\"urgency\": \"dire\"}", 400));
    wrong("colour", open("{\"colour\": \"red\"}", 400));
    wrong("until", post(id, "snooze", "{}"));
    wrong("until", post(id, "snooze", "{\"until\": \"9999-01-01T00:00:00Z\"}"));
    wrong("people", post(id, "responders", "{\"people\": []}"));
    wrong("people[0]", post(id, "responders", people(UUID.randomUUID().toString())));
    wrong("people", post(id, "reassign", "{}"));
    wrong("policy", post(id, "reassign", "{\"policy\": \"" + UUID.randomUUID() + "\"}"));
    wrong("text", post(id, "notes", "{\"text\": \"  \"}"));
    wrong("If-Match", patch(id, "yesterday", "{}"));
    post(id, "notes", "[").statusCode(400).contentType("application/problem+json");
  }

  @Test
  void many_are_resolved_at_once_and_each_says_what_came_of_it() {
    var one = open("Bulk one");
    var two = open("Bulk two");
    post(two, "resolve", "");
    var nobodys = UUID.randomUUID().toString();
    World.api()
        .body("{\"ids\": [\"" + one + "\", \"" + nobodys + "\", \"" + two + "\"]}")
        .post("/api/v1/incidents/bulk/resolve")
        .then()
        .statusCode(200)
        .body("items.id", contains(one, nobodys, two))
        .body("items.result", contains("done", "unknown", "unchanged"));
    get(one).body("status", equalTo("resolved"));
  }

  @Test
  void incident_opened_by_hand_has_no_alerts() {
    var id = open("By hand");
    World.api()
        .get("/api/v1/incidents/" + id + "/alerts")
        .then()
        .statusCode(200)
        .body("items", hasSize(0));
    get(id).body("alertCount", equalTo(0)).body("urgency", equalTo("high"));
  }

  private static String service() {
    return Ids.derive("service", World.DEMO, "checkout").toString();
  }

  private static String opening(String title) {
    return "{\"title\": \""
        + title
        + "\", \"service\": \""
        + service()
        + "\", \"note\": \"So far\"}";
  }

  private static String open(String title) {
    return open(opening(title), 201).extract().path("id");
  }

  private static ValidatableResponse open(String body, int status) {
    return World.api().body(body).post("/api/v1/incidents").then().statusCode(status);
  }

  private static ValidatableResponse post(String id, String action, String body) {
    return World.api().body(body).post("/api/v1/incidents/" + id + "/" + action).then();
  }

  private static ValidatableResponse patch(String id, String tag, String body) {
    return World.api().header("If-Match", tag).body(body).patch("/api/v1/incidents/" + id).then();
  }

  private static ValidatableResponse get(String id) {
    return World.api().get("/api/v1/incidents/" + id).then().statusCode(200);
  }

  private static RequestSpecification keyed(String key) {
    return World.api().header("Idempotency-Key", key);
  }

  private static String people(String id) {
    return "{\"people\": [\"" + id + "\"]}";
  }

  private static void conflict(ValidatableResponse response) {
    response
        .statusCode(409)
        .contentType("application/problem+json")
        .body("detail", containsString("resolved"));
  }

  private static void wrong(String field, ValidatableResponse response) {
    response
        .statusCode(400)
        .contentType("application/problem+json")
        .body("field", equalTo(field))
        .body("detail", containsString(field));
  }
}
