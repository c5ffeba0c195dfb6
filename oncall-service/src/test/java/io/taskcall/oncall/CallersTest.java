package io.taskcall.oncall;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.MemberEvent;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import io.taskcall.rights.Right;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class CallersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String MIA = "mia@demo.example";
  private static final String ROBOT = "robot@service-account.invalid";

  @BeforeEach
  void ready() {
    World.people();
    say(MIA, null);
    say(ROBOT, true);
    World.awaitReady();
    for (var email : List.of(MIA, ROBOT)) {
      await()
          .atMost(PATIENCE)
          .until(() ->
              RestAssured.given()
                      .header("Authorization", "Bearer " + token(email))
                      .get("/api/v1/teams")
                      .statusCode()
                  == 200);
    }
  }

  @Test
  void manager_changes_the_team_without_the_right_to_configure_and_no_other_team() {
    put(World.TOKEN, "managed", "'members': ['ana@demo.example'], 'managers': ['Mia@demo.example']")
        .statusCode(201);
    put(World.TOKEN, "others", "'members': ['ana@demo.example', '%s']".formatted(MIA))
        .statusCode(201);
    put(token(MIA), "managed", "'members': ['ben@demo.example'], 'managers': ['%s']".formatted(MIA))
        .statusCode(200)
        .body("members", equalTo(List.of("ben@demo.example")));
    put(token(MIA), "others", "'members': ['%s']".formatted(MIA))
        .statusCode(403)
        .body("detail", containsString("manager of the team"));
    put(token(MIA), "new", "'members': ['%s']".formatted(MIA)).statusCode(404);
    RestAssured.given()
        .header("Authorization", "Bearer " + token(MIA))
        .delete("/api/v1/teams/managed")
        .then()
        .statusCode(403);
    put(World.TOKEN, "managed", "'members': ['ben@demo.example']").statusCode(200);
    put(token(MIA), "managed", "'members': ['%s']".formatted(MIA)).statusCode(403);
  }

  @Test
  void nobody_unknown_manages_a_team() {
    put(World.TOKEN, "odd", "'members': ['ana@demo.example'], 'managers': ['who@demo.example']")
        .statusCode(400)
        .body("field", equalTo("managers[0]"));
  }

  @Test
  void service_account_works_on_incidents_and_is_put_on_call_nowhere() {
    var alert = new World.Alert("checkout", "Taken by a program");
    World.say(alert.opened());
    await().atMost(PATIENCE).until(() -> World.status(alert).equals("open"));
    await()
        .atMost(PATIENCE)
        .until(() -> {
          RestAssured.given()
              .header("Authorization", "Bearer " + token(ROBOT))
              .post("/api/v1/incidents/" + alert.incident() + "/acknowledge");
          return World.status(alert).equals("acknowledged");
        });
    World.api().get("/api/v1/people").then().body("items.id", not(hasItem(id(ROBOT).toString())));
    World.api().get("/api/v1/people/" + id(ROBOT)).then().statusCode(404);
    put(World.TOKEN, "robots", "'members': ['%s']".formatted(ROBOT))
        .statusCode(400)
        .body("field", equalTo("members[0]"));
    World.api()
        .contentType("application/json")
        .body("{\"people\": [\"" + id(ROBOT) + "\"]}")
        .post("/api/v1/incidents/" + alert.incident() + "/reassign")
        .then()
        .statusCode(400);
  }

  private static ValidatableResponse put(String token, String team, String fields) {
    return RestAssured.given()
        .header("Authorization", "Bearer " + token)
        .contentType("application/json")
        .body(("{" + fields + "}").replace('\'', '"'))
        .put("/api/v1/teams/" + team)
        .then();
  }

  private static void say(String email, Boolean serviceAccount) {
    var rights = List.of(Right.VIEW_STATUS, Right.READ, Right.RESPOND);
    var key =
        new MemberEvent.ApiKey(
            Ids.derive("key", email),
            "key",
            Ids.sha256(token(email)),
            null,
            rights.stream().map(Right::wireName).toList());
    World.say(
        new MemberEvent.Saved(
            Ids.derive("member.saved", email),
            Instant.now(),
            id(email),
            World.DEMO,
            "Demo",
            email,
            email,
            MemberEvent.Role.LIMITED_USER,
            List.of(key),
            serviceAccount));
  }

  private static UUID id(String email) {
    return Ids.derive("user", World.DEMO, email);
  }

  private static String token(String email) {
    return "tc_" + Ids.sha256(email);
  }
}
