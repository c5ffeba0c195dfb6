package io.taskcall.oncall;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

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
class SwapApiTest {
  private static final String ANA = Ids.derive("user", World.DEMO, "ana@demo.example").toString();
  private static final String BEN = Ids.derive("user", World.DEMO, "ben@demo.example").toString();
  private static final String GWEN = Ids.derive("user", World.DEMO, "gone@demo.example").toString();
  private static final String SUPPORT = "/api/v1/schedules/support";

  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
    await().until(() -> World.api().get("/api/v1/services").statusCode() == 200);
  }

  @Test
  void swap_is_offered_taken_by_one_and_then_counts() {
    var id =
        post(
                "/swaps",
                """
                {"start": "2026-04-06T09:00:00Z", "end": "2026-04-06T17:00:00Z", "person": "%s"}
                """
                    .formatted(BEN))
            .statusCode(201)
            .body("state", equalTo("offered"))
            .extract()
            .<String>path("id");
    onCall("2026-04-06T10:00:00Z", "Ben Okoro");
    post("/swaps/" + id + "/take", "{\"person\": \"" + BEN + "\"}").statusCode(409);
    post("/swaps/" + id + "/take", "{}")
        .statusCode(200)
        .body("state", equalTo("taken"))
        .body("takenBy.name", equalTo("Ana Silva"));
    onCall("2026-04-06T10:00:00Z", "Ana Silva");
    post("/swaps/" + id + "/take", "{\"person\": \"" + GWEN + "\"}")
        .statusCode(409)
        .body("detail", equalTo("somebody else has taken it"));
    post("/swaps/" + id + "/withdraw", "").statusCode(409);
    World.api()
        .get(SUPPORT + "/swaps?from=2026-04-06T00:00:00Z&until=2026-04-07T00:00:00Z")
        .then()
        .body("items.state", contains("taken"));
  }

  @Test
  void swap_that_is_withdrawn_cannot_be_taken() {
    var id =
        post("/swaps", "{\"start\": \"2026-04-07T09:00:00Z\", \"end\": \"2026-04-07T17:00:00Z\"}")
            .statusCode(201)
            .body("person.name", equalTo("Ana Silva"))
            .extract()
            .<String>path("id");
    post("/swaps/" + id + "/withdraw", "").statusCode(200).body("state", equalTo("withdrawn"));
    post("/swaps/" + id + "/take", "{\"person\": \"" + BEN + "\"}")
        .statusCode(409)
        .body("detail", equalTo("it was withdrawn"));
    post("/swaps", "{\"start\": \"2026-04-07T09:00:00Z\", \"end\": \"2026-04-07T09:00:00Z\"}")
        .statusCode(400)
        .body("field", equalTo("end"));
  }

  @Test
  void only_what_somebody_has_on_call_is_offered_and_taken() {
    var friday = "{\"start\": \"2026-04-10T09:00:00Z\", \"end\": \"2026-04-10T17:00:00Z\"";
    post("/swaps", friday + "}")
        .statusCode(409)
        .body(
            "detail",
            equalTo(
                "Ana Silva is not on call from 2026-04-10T09:00:00Z until 2026-04-10T17:00:00Z"));
    var id =
        post("/swaps", friday + ", \"person\": \"" + BEN + "\"}")
            .statusCode(201)
            .extract()
            .<String>path("id");
    World.api()
        .contentType("application/json")
        .body(friday + ", \"everybody\": [\"" + GWEN + "\"]}")
        .post(SUPPORT + "/overrides")
        .then()
        .statusCode(201);
    post("/swaps/" + id + "/take", "{}")
        .statusCode(409)
        .body("detail", startsWith("Ben Okoro is not on call from"));
    post("/swaps/" + id + "/withdraw", "").statusCode(200);
  }

  @Test
  void temporary_schedule_stands_for_the_layers_and_leaves_gaps_only_if_allowed() {
    var wish =
        """
        {"start": "2026-04-13T00:00:00Z", "end": "2026-04-14T00:00:00Z", "shifts": [
          {"start": "2026-04-13T00:00:00Z", "end": "2026-04-13T12:00:00Z", "people": ["%s"]}]}
        """
            .formatted(ANA);
    post("/temporary/preview", wish)
        .statusCode(200)
        .body("gaps.start", contains("2026-04-13T12:00:00Z"));
    post("/temporary", wish)
        .statusCode(409)
        .body("detail", containsString("allowGaps"))
        .body("gaps", hasSize(1));
    var id =
        post("/temporary", wish.replaceFirst("\\{", "{\"allowGaps\": true, "))
            .statusCode(201)
            .extract()
            .<String>path("id");
    onCall("2026-04-13T03:00:00Z", "Ana Silva");
    World.api().delete(SUPPORT + "/temporary/" + id).then().statusCode(204);
    onCall("2026-04-13T03:00:00Z", "Gwen Left");
    World.api().delete(SUPPORT + "/temporary/" + id).then().statusCode(404);
    post("/temporary", wish.replace(ANA, Ids.derive("nobody").toString()))
        .statusCode(400)
        .body("field", equalTo("shifts[0].people"));
  }

  private static void onCall(String at, String who) {
    World.api()
        .get(SUPPORT + "/on-call?at=" + at)
        .then()
        .statusCode(200)
        .body("people.name", contains(who));
  }

  private static ValidatableResponse post(String path, String body) {
    return World.api().body(body).post(SUPPORT + path).then();
  }
}
