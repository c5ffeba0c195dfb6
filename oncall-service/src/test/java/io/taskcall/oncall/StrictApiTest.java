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
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
    return World.api().body(body).put(path).then();
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
