package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.taskcall.contracts.Ids;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class ConfigApiTest {
  private static final String FILE =
      """
      organization: {key: demo, name: Demo}
      people: [{name: Somebody, email: somebody@demo.example, role: user}]
      schedules:
        - key: applied
          timeZone: UTC
          layers: [{name: all, participants: [[ana@demo.example]]}]
      teams:
        - {key: applied, members: [ben@demo.example]}
      policies:
        - key: applied
          repeat: 1
          levels:
            - {wait: PT5M, schedules: [applied], teams: [applied]}
      services:
        - {key: applied, name: Applied, policy: applied, grouping: {by: time, window: PT5M}}
      """;

  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
    await().until(() -> World.api().get("/api/v1/services").statusCode() == 200);
  }

  @Test
  void what_the_setup_file_says_can_be_looked_at_piece_by_piece() {
    get("/api/v1/policies")
        .body("items.key", hasItem("patient"))
        .body("items.find { it.key == 'hasty' }.levels[0].wait", equalTo("PT2S"));
    get("/api/v1/services/routed")
        .body("id", equalTo(Ids.derive("service", World.DEMO, "routed").toString()))
        .body("rules[0].name", equalTo("latency can wait"));
    get("/api/v1/schedules/" + Ids.derive("schedule", World.DEMO, "support"))
        .body("layers.name", contains("days", "rest"));
    assertThat(World.api().accept("application/yaml").get("/api/v1/policies/patient").asString())
        .startsWith("key: patient\n");
  }

  @Test
  void policy_is_made_changed_only_as_last_seen_and_removed_when_nothing_needs_it() {
    var body =
        "{\"key\": \"made\", \"levels\": [{\"wait\": \"PT5M\", \"people\":"
            + " [\"ana@demo.example\"]}]}";
    var tag =
        World.api()
            .body(body)
            .post("/api/v1/policies")
            .then()
            .statusCode(201)
            .body("key", equalTo("made"))
            .header("ETag", notNullValue())
            .extract()
            .header("ETag");
    World.api().body(body).post("/api/v1/policies").then().statusCode(409);
    put("/api/v1/policies/made", body).statusCode(200).header("ETag", equalTo(tag));
    put("/api/v1/policies/made", body.replace("PT5M", "PT6M")).statusCode(200);
    World.api()
        .header("If-Match", tag)
        .body(body)
        .put("/api/v1/policies/made")
        .then()
        .statusCode(412);
    put("/api/v1/services/needs-made", "{\"name\": \"Needs it\", \"policy\": \"made\"}")
        .statusCode(201);
    World.api()
        .delete("/api/v1/policies/made")
        .then()
        .statusCode(409)
        .body("detail", containsString("needs-made"));
    World.api().delete("/api/v1/services/needs-made").then().statusCode(204);
    World.api().delete("/api/v1/policies/made").then().statusCode(204);
    World.api().get("/api/v1/policies/made").then().statusCode(404);
  }

  @Test
  void file_is_yaml_or_json_as_it_is_asked_for() {
    var path = "/api/v1/config";
    var json = World.api().accept("application/json").get(path).then().statusCode(200);
    json.contentType("application/json").body("services.key", hasItem("checkout"));
    for (var yaml :
        List.of("*/*", "application/yaml", "application/yaml, application/json;q=0.5")) {
      World.api()
          .accept(yaml)
          .get(path)
          .then()
          .statusCode(200)
          .contentType("application/yaml")
          .body(containsString("- key: checkout"));
    }
    put(path, json.extract().asString())
        .statusCode(200)
        .body("items.result.unique()", contains("unchanged"));
  }

  @Test
  void what_cannot_be_meant_is_refused_with_its_field() {
    wrong("policies/wrong", "{\"levels\": [{\"wait\": \"PT5M\"}]}", "levels[0].schedules");
    for (var wait : List.of("PT5M\\u0000", "PT0.9S", "-PT5M", "P31D", "PT2562047788015215H")) {
      wrong(
          "policies/wrong",
          "{\"levels\": [{\"wait\": \"" + wait + "\", \"people\": [\"ana@demo.example\"]}]}",
          "levels[0].wait");
    }
    wrong("teams/wrong", "{\"name\": \"A\\u0000B\", \"members\": []}", "name");
    wrong(
        "policies/wrong", "{\"levels\": [{\"wait\": \"soon\", \"people\": []}]}", "levels[0].wait");
    wrong(
        "policies/wrong",
        "{\"levels\": [{\"wait\": \"PT5M\", \"people\": [\"eve@x.example\"]}]}",
        "levels[0].people[0]");
    wrong("services/wrong", "{\"name\": \"Wrong\", \"policy\": \"nothing\"}", "policy");
    wrong("services/wrong", "{\"name\": \"Wrong\", \"policy\": \"patient\", \"x\": 1}", "x");
    wrong(
        "services/wrong",
        "{\"name\": \"Wrong\", \"policy\": \"patient\", \"grouping\": {\"by\": \"colour\"}}",
        "grouping.by");
    wrong(
        "schedules/wrong",
        "{\"timeZone\": \"UTC\", \"rotation\": {\"type\": \"weekly\"}, \"participants\": []}",
        "rotation.start");
    put("/api/v1/policies/wrong", "nonsense").statusCode(400);
  }

  @Test
  void incident_that_goes_on_keeps_the_policy_that_it_began_with() {
    policy("snapshot", "ana@demo.example").statusCode(201);
    put("/api/v1/services/snapshot", "{\"name\": \"Snapshot\", \"policy\": \"snapshot\"}")
        .statusCode(201);
    var before = new World.Alert("snapshot", "Before the policy changed");
    World.say(before.opened());
    await().until(() -> World.status(before).equals("open"));
    policy("snapshot", "ben@demo.example").statusCode(200);
    var after = new World.Alert("snapshot", "After the policy changed");
    World.say(after.opened());
    await().until(() -> World.status(after).equals("open"));
    assertThat(asked(before)).isEqualTo("Ana Silva");
    assertThat(asked(after)).isEqualTo("Ben Okoro");
    World.api().post("/api/v1/incidents/" + before.incident() + "/escalate").then().statusCode(409);
  }

  @Test
  void team_is_asked_one_after_the_other_incident_by_incident() {
    put("/api/v1/teams/turns", "{\"members\": [\"ana@demo.example\", \"ben@demo.example\"]}")
        .statusCode(201);
    put(
            "/api/v1/policies/turns",
            "{\"levels\": [{\"wait\": \"PT5M\", \"teams\": [\"turns\"], \"roundRobin\": true}]}")
        .statusCode(201);
    put("/api/v1/services/turns", "{\"name\": \"Turns\", \"policy\": \"turns\"}").statusCode(201);
    var first = new World.Alert("turns", "First turn");
    World.say(first.opened());
    await().until(() -> World.status(first).equals("open"));
    var second = new World.Alert("turns", "Second turn");
    World.say(second.opened());
    await().until(() -> World.status(second).equals("open"));
    boolean even =
        (World.incident(second).jsonPath().getInt("number")
                    - World.incident(first).jsonPath().getInt("number"))
                % 2
            == 0;
    assertThat(asked(second).equals(asked(first))).isEqualTo(even);
    World.api().delete("/api/v1/teams/turns").then().statusCode(409);
  }

  @Test
  void schedule_change_that_leaves_a_gap_says_which_and_needs_to_be_allowed() {
    var always =
        "{\"timeZone\": \"UTC\", \"layers\": [{\"name\": \"all\", \"participants\":"
            + " [[\"ana@demo.example\"]]}]}";
    var weekdays =
        always.replace(
            "]]}",
            "]], \"restrictions\": [{\"days\": [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"],"
                + " \"from\": \"00:00\", \"to\": \"00:00\"}]}");
    put("/api/v1/schedules/gappy", always).statusCode(201);
    World.api()
        .body(weekdays)
        .post("/api/v1/schedules/gappy/preview")
        .then()
        .statusCode(200)
        .body("gaps.size()", greaterThan(50))
        .body("differences[0].before.name", contains("Ana Silva"));
    put("/api/v1/schedules/gappy", weekdays)
        .statusCode(409)
        .body("detail", containsString("allowGaps"))
        .body("gaps[0].start", containsString("T"));
    put("/api/v1/schedules/gappy?allowGaps=true", weekdays).statusCode(200);
    put("/api/v1/schedules/gappy", weekdays.replace("\"all\"", "\"renamed\"")).statusCode(200);
  }

  @Test
  void file_is_shown_applied_once_and_exported_as_it_was_applied() {
    apply(FILE, "?dryRun=true")
        .statusCode(200)
        .body("applied", equalTo(false))
        .body("items.result", contains("created", "created", "created", "created"));
    World.api().get("/api/v1/services/applied").then().statusCode(404);
    apply(FILE, "").statusCode(200).body("applied", equalTo(true));
    apply(FILE, "")
        .body("items.result", contains("unchanged", "unchanged", "unchanged", "unchanged"));
    apply(FILE.replace("repeat: 1", "repeat: 2"), "")
        .body("items.find { it.kind == 'policy' }.result", equalTo("changed"))
        .body("items.find { it.kind == 'policy' }.differences", contains("repeat: 1 -> 2"));
    var exported = World.api().get("/api/v1/config").asString();
    apply(exported, "")
        .statusCode(200)
        .body("items.findAll { it.result != 'unchanged' }", hasSize(0));
    apply(FILE.replace("policy: applied", "policy: absent"), "")
        .statusCode(400)
        .body("field", equalTo("services[0].policy"));
    apply(FILE.replace("key: demo", "key: other"), "")
        .statusCode(400)
        .body("field", equalTo("organization.key"));
    apply("- a list", "").statusCode(400);
  }

  private static ValidatableResponse policy(String key, String who) {
    return put(
        "/api/v1/policies/" + key,
        "{\"levels\": [{\"wait\": \"PT5M\", \"people\": [\"" + who + "\"]}]}");
  }

  private static String asked(World.Alert alert) {
    return World.incident(alert).jsonPath().getString("responders[0].name");
  }

  private static void wrong(String path, String body, String field) {
    put("/api/v1/" + path, body)
        .statusCode(400)
        .contentType("application/problem+json")
        .body("field", equalTo(field));
  }

  private static ValidatableResponse apply(String file, String query) {
    return World.api()
        .contentType("application/yaml")
        .body(file.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .put("/api/v1/config" + query)
        .then();
  }

  private static ValidatableResponse put(String path, String body) {
    return World.api().body(body).put(path).then();
  }

  private static ValidatableResponse get(String path) {
    return World.api().get(path).then().statusCode(200);
  }
}
