package io.taskcall.oncall;

import static io.taskcall.oncall.World.DEMO;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.MemberEvent;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import io.taskcall.embedded.TokensForTests;
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
@QuarkusTestResource(TokensForTests.class)
class TokensTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final UUID ANA = Ids.derive("user", DEMO, "ana@demo.example");
  private static final UUID TOM = Ids.derive("user", DEMO, "tom@demo.example");
  private static final UUID STRANGERS = Ids.derive("organization", "token-strangers");
  private static final UUID SUE = Ids.derive("user", STRANGERS, "sue@strangers.example");
  private static final String TEAMS = "/api/v1/teams";

  @BeforeEach
  void ready() {
    World.people();
    World.say(member(SUE, STRANGERS, MemberEvent.Role.OWNER));
    World.awaitReady();
    awaitStatus(TokensForTests.token(ANA, DEMO, Right.READ), 200);
    awaitStatus(TokensForTests.token(SUE, STRANGERS, Right.READ), 200);
  }

  @Test
  void token_allows_what_it_says_and_nothing_else() {
    with(TokensForTests.token(ANA, DEMO, Right.READ)).get(TEAMS).then().statusCode(200);
    with(TokensForTests.token(ANA, DEMO, Right.READ))
        .contentType("application/json")
        .body("{\"members\": [\"ana@demo.example\"]}")
        .put(TEAMS + "/tokens")
        .then()
        .statusCode(403)
        .body("detail", containsString("which this token lacks"));
    with(TokensForTests.token(ANA, DEMO, Right.VIEW_STATUS)).get(TEAMS).then().statusCode(403);
    with(TokensForTests.token(ANA, DEMO, Right.READ, Right.RESPOND, Right.CONFIGURE))
        .contentType("application/json")
        .body("{\"members\": [\"ana@demo.example\"]}")
        .put(TEAMS + "/tokens")
        .then()
        .statusCode(201);
  }

  @Test
  void expired_or_forged_token_and_one_without_a_signature_is_refused() {
    var token = TokensForTests.token(ANA, DEMO, Right.READ);
    var unsigned = "eyJhbGciOiJub25lIn0." + token.split("\\.", 3)[1] + "."; // {"alg":"none"}
    for (var bad :
        List.of(
            TokensForTests.expired(ANA, DEMO, Right.READ),
            TokensForTests.forged(ANA, DEMO, Right.READ),
            unsigned,
            token + "x".repeat(4096))) {
      with(bad)
          .get(TEAMS)
          .then()
          .statusCode(401)
          .contentType("application/problem+json")
          .header("WWW-Authenticate", "Bearer");
    }
  }

  @Test
  void incident_of_another_organization_is_not_found() {
    var alert = new World.Alert("checkout", "Not for strangers");
    World.say(alert.opened());
    await().atMost(PATIENCE).until(() -> World.status(alert).equals("open"));
    var path = "/api/v1/incidents/" + alert.incident();
    with(TokensForTests.token(ANA, DEMO, Right.READ)).get(path).then().statusCode(200);
    with(TokensForTests.token(SUE, STRANGERS, Right.READ)).get(path).then().statusCode(404);
    with(TokensForTests.token(SUE, STRANGERS, Right.RESPOND))
        .post(path + "/acknowledge")
        .then()
        .statusCode(404);
  }

  @Test
  void token_is_refused_before_it_ends_when_its_owner_is_gone_or_may_do_less() {
    World.say(member(TOM, DEMO, MemberEvent.Role.OWNER));
    var token = TokensForTests.token(TOM, DEMO, Right.VIEW_STATUS, Right.READ);
    awaitStatus(token, 200);
    World.say(member(TOM, DEMO, MemberEvent.Role.LIMITED_STAKEHOLDER));
    awaitStatus(token, 403);
    World.say(new MemberEvent.Removed(Ids.derive("removed", TOM), Instant.now(), TOM, DEMO));
    awaitStatus(token, 401);
  }

  @Test
  void token_that_names_another_organization_than_its_members_is_refused() {
    with(TokensForTests.token(SUE, DEMO, Right.READ)).get(TEAMS).then().statusCode(401);
  }

  @Test
  void stream_ends_with_the_token_it_was_opened_with() {
    with(TokensForTests.endingIn(Duration.ofSeconds(6), ANA, DEMO, Right.READ))
        .get("/api/v1/stream")
        .then()
        .statusCode(200)
        .body(containsString("connected"));
  }

  private static void awaitStatus(String token, int status) {
    await().atMost(PATIENCE).until(() -> with(token).get(TEAMS).statusCode() == status);
  }

  private static RequestSpecification with(String token) {
    return RestAssured.given().header("Authorization", "Bearer " + token);
  }

  private static MemberEvent member(UUID id, UUID organization, MemberEvent.Role role) {
    return new MemberEvent.Saved(
        Ids.derive("member.saved", id, role),
        Instant.now(),
        id,
        organization,
        "Some",
        "Somebody",
        id + "@some.example",
        role,
        List.of());
  }
}
