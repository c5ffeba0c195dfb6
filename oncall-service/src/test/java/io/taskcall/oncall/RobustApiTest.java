package io.taskcall.oncall;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.MemberEvent;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people write down, however odd, keeps nobody from being paged. */
@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class RobustApiTest {
  private static final UUID ZOE = Ids.derive("user", World.DEMO, "zoe@demo.example");
  private static final UUID BEN = Ids.derive("user", World.DEMO, "ben@demo.example");
  private static final String SCHEDULES = "/api/v1/schedules";

  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
    await().until(() -> World.api().get("/api/v1/services").statusCode() == 200);
  }

  @Test
  void shifts_that_overlap_by_the_thousand_are_refused_with_their_field() {
    save("heap", "{type: hourly, start: '2026-01-01T00:00'}, shiftLength: P366D")
        .statusCode(400)
        .body("field", equalTo("layers[0].shiftLength"))
        .body("detail", containsString("lets 8784 shifts of the rotation overlap; up to 12 may"));
  }

  @Test
  void one_answer_has_a_year_of_hourly_shifts_and_no_more() {
    save("busy", "{type: hourly, start: '2026-01-01T00:00'}, shiftLength: PT2H").statusCode(201);
    var busy = SCHEDULES + "/busy/shifts?from=2026-01-01T00:00:00Z&until=";
    get(busy + "2026-12-31T00:00:00Z").statusCode(200).body("items.size()", equalTo(8737));
    World.api().delete(SCHEDULES + "/busy").then().statusCode(204);
    var halves = "{type: hourly, start: '2026-01-01T00:00'}";
    save("busy", halves + "}, {name: m, participants: [[ben@demo.example]], rotation: " + halves)
        .statusCode(201);
    get(busy + "2026-12-31T00:00:00Z")
        .statusCode(400)
        .body("detail", containsString("until 2026-12-31T00:00:00Z are more than 10000 shifts"));
    get(busy + "2026-06-01T00:00:00Z").statusCode(200);
    World.api().delete(SCHEDULES + "/busy").then().statusCode(204);
  }

  @Test
  void time_that_nobody_means_is_refused_with_its_field() {
    save("far", "{type: yearly, interval: 10000, start: '+999999999-12-31T23:59'}")
        .statusCode(400)
        .body("field", equalTo("layers[0].rotation.start"));
  }

  @Test
  void who_left_is_nobody_and_leaves_a_gap_that_has_to_be_allowed() {
    World.say(
        new MemberEvent.Saved(
            Ids.derive("member.saved", ZOE),
            Instant.now(),
            ZOE,
            World.DEMO,
            "Demo",
            "Zoe Gone",
            "zoe@demo.example",
            MemberEvent.Role.USER,
            List.of()));
    var zoe = "{key: zoe, timeZone: UTC, layers: [{name: l, participants: [[zoe@demo.example]]}]}";
    await().until(() -> World.api().body(zoe).post(SCHEDULES).statusCode() == 201);
    get(SCHEDULES + "/zoe/on-call").body("people.name", contains("Zoe Gone"));
    World.say(
        new MemberEvent.Removed(Ids.derive("member.removed", ZOE), Instant.now(), ZOE, World.DEMO));
    await()
        .untilAsserted(() ->
            get(SCHEDULES + "/zoe/on-call")
                .body("people", empty())
                .body("start", nullValue())
                .body("left.userId", contains(ZOE.toString())));
    var noon = "2026-03-02T12:00:00Z";
    var one = "2026-03-02T13:00:00Z";
    get(SCHEDULES + "/zoe/gaps?from=" + noon + "&until=" + one)
        .body("items.start", contains(noon))
        .body("items.end", contains(one));
    var override =
        World.api()
            .contentType("application/json")
            .body(Map.of("start", noon, "end", one, "remove", List.of(BEN)));
    override
        .post(SCHEDULES + "/zoe/overrides/preview")
        .then()
        .body("gaps.start", contains(noon))
        .body("left.person.userId", contains(ZOE.toString()));
    override.post(SCHEDULES + "/zoe/overrides").then().statusCode(409);
    World.api().delete(SCHEDULES + "/zoe").then().statusCode(204);
  }

  private static ValidatableResponse get(String path) {
    return World.api().get(path).then();
  }

  /** A schedule with one layer of Ana's and Ben's, or what {@code rotation} goes on to say. */
  private static ValidatableResponse save(String key, String rotation) {
    var layer =
        "{name: l, participants: [[ana@demo.example], [ben@demo.example]], rotation: %s}"
            .formatted(rotation);
    return World.api()
        .body("{key: %s, timeZone: UTC, layers: [%s]}".formatted(key, layer))
        .post(SCHEDULES)
        .then();
  }
}
