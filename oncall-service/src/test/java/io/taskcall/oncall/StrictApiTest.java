package io.taskcall.oncall;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.taskcall.contracts.Ids;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class StrictApiTest {
  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> World.api().get("/api/v1/services").statusCode() == 200);
  }

  @Test
  void number_that_is_none_is_refused_with_its_name() {
    wrong("limit", get("/api/v1/incidents?limit=abc"));
    wrong("limit", get("/api/v1/incidents?limit="));
    wrong("limit", get("/api/v1/incidents?limit=0"));
    wrong("limit", get("/api/v1/incidents?limit=99999999999"));
    wrong("days", get("/api/v1/status?days=1.5"));
    wrong("allowGaps", put("/api/v1/schedules/any?allowGaps=yes", "{}"));
  }

  @Test
  void filter_that_nobody_knows_is_refused_instead_of_showing_everything() {
    wrong("state", get("/api/v1/incidents?state=open"))
        .body("detail", containsString("cursor, limit, service, status"));
    wrong("status", get("/api/v1/incidents?status=opened"));
    wrong("limit", get("/api/v1/incidents?limit=1&limit=2"));
    wrong("cursor", get("/api/v1/incidents?cursor=yesterday"));
    wrong("name", get("/api/v1/services?name=Shop"));
    get("/api/v1/incidents?status=open&status=resolved").statusCode(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'start': 'FAR', 'end': 'FAR'}|start",
        "{'start': '2031-03-01T12:00:00Z', 'end': 'FAR'}|end",
        "{'start': '2031-03-01T12:00:00Z', 'end': '2031-03-01T12:00:00Z'}|end",
        "{'start': '2031-03-01T12:00:00Z'}|end"
      })
  void time_that_no_database_knows_is_refused_by_its_name(String body, String field) {
    for (var what : List.of("overrides", "overrides/preview", "temporary", "swaps")) {
      for (var far :
          List.of(
              "+300000-01-01T00:00:00Z",
              "+1000000000-01-01T00:00:00Z",
              "-10000-01-01T00:00:00Z",
              "1969-12-31T23:59:59Z",
              "2501-01-01T00:00:00Z")) {
        wrong(field, post("/api/v1/schedules/support/" + what, body.replace("FAR", far)));
        wrong("from", get("/api/v1/schedules/support/swaps?from=" + far.replace("+", "%2B")));
      }
    }
  }

  @Test
  void override_is_read_like_everything_else() {
    var during = "'start': '2031-03-01T12:00:00Z', 'end': '2031-03-01T13:00:00Z'";
    var ana = Ids.derive("user", World.DEMO, "ana@demo.example");
    var many = String.join("', '", Collections.nCopies(10_000, ana.toString()));
    var path = "/api/v1/schedules/support/overrides";
    wrong("start", post(path, "{'start': 1}"));
    wrong("note", post(path, "{%s, 'note': 'a'}".formatted(during)));
    wrong(
        "priority",
        post(path, "{%s, 'everybody': ['%s'], 'priority': 1.7}".formatted(during, ana)));
    wrong("everybody", post(path, "{%s, 'everybody': ['%s']}".formatted(during, many)));
    wrong("add", post(path, "{%s, 'add': ['%s', '%s']}".formatted(during, ana, ana)));
    wrong("add", post(path, "{%s}".formatted(during)));
    post(path + "/preview", "{%s, 'everybody': ['%s']}".formatted(during, ana)).statusCode(200);
  }

  @Test
  void name_is_one_line_of_up_to_200_characters() {
    for (var name : List.of("a".repeat(201), "a".repeat(100_000), "\\ud800", " ", "a\\nb")) {
      wrong("name", put("/api/v1/teams/strict", "{'name': '%s', 'members': []}".formatted(name)));
      wrong("name", post("/api/v1/teams", "{'name': '%s', 'members': []}".formatted(name)));
      wrong(
          "rules[0].name",
          put(
              "/api/v1/services/strict",
              "{'name': 'a', 'policy': 'patient', 'rules': [{'name': '%s', 'then': {}}]}"
                  .formatted(name)));
      wrong(
          "layers[0].name",
          put(
              "/api/v1/schedules/strict",
              "{'timeZone': 'UTC', 'layers': [{'name': '%s', 'participants': []}]}"
                  .formatted(name)));
    }
    var longest = "🔥".repeat(200);
    put("/api/v1/teams/strict", "{'name': '%s', 'members': []}".formatted(longest))
        .statusCode(201)
        .body("name", equalTo(longest));
    World.api().delete("/api/v1/teams/strict").then().statusCode(204);
  }

  @Test
  void what_an_incident_must_have_cannot_be_taken_away() {
    var id = open("Kept title");
    wrong("title", patch(id, "{\"title\": null}"));
    wrong("urgency", patch(id, "{\"urgency\": null, \"title\": \"Other\"}"));
    get("/api/v1/incidents/" + id).body("title", equalTo("Kept title"));
    patch(id, "{\"priority\": null}").statusCode(200);
  }

  @Test
  void subject_of_a_mail_shows_every_character_of_the_title() throws MessagingException {
    var title = "🔥🚒 Größere Störung 🧯 in the Würzburg warehouse 📦📦📦 and beyond 🌍 全部";
    open(title);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> Assertions.assertThat(Smtp.mails(title)).isNotEmpty());
    Assertions.assertThat(Smtp.mails(title).getFirst().getSubject()).endsWith(title);
  }

  private static String open(String title) {
    var service = Ids.derive("service", World.DEMO, "checkout");
    return World.api()
        .contentType("application/json; charset=utf-8")
        .body("{\"title\": \"" + title + "\", \"service\": \"" + service + "\"}")
        .post("/api/v1/incidents")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static ValidatableResponse get(String path) {
    return World.api().get(path).then();
  }

  private static ValidatableResponse put(String path, String body) {
    return World.api()
        .contentType("application/json; charset=utf-8")
        .body(body.replace('\'', '"'))
        .put(path)
        .then();
  }

  private static ValidatableResponse post(String path, String body) {
    return World.api().body(body.replace('\'', '"')).post(path).then();
  }

  private static ValidatableResponse patch(String id, String body) {
    return World.api().body(body).patch("/api/v1/incidents/" + id).then();
  }

  private static ValidatableResponse wrong(String field, ValidatableResponse response) {
    return response
        .statusCode(400)
        .contentType("application/problem+json")
        .body("field", equalTo(field))
        .body("detail", containsString(field));
  }
}
