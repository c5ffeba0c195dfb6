package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.taskcall.contracts.Ids;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class FiringAgainServiceTest {
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
  void alert_that_fires_after_somebody_resolved_pages_as_another_incident_until_it_recovers() {
    var alert = new World.Alert("checkout", "Firing again alone");
    var before = alert.repeated(2);
    begin(alert);
    resolve(alert.incident());
    World.say(before);
    var repeated = alert.repeated(3);
    World.say(repeated);
    World.say(repeated);
    var id = Ids.derive("incident", alert.opening(), repeated.id()).toString();
    await().until(() -> status(id).equals("open"));
    await().until(() -> Smtp.mails(alert.title()).size() == 2);
    var old = World.incident(alert).jsonPath().getInt("number");
    var fresh = incident(id).getInt("number");
    assertThat(timeline(id))
        .contains("incident " + old + " was resolved, and the alert fires again");
    assertThat(World.timeline(alert))
        .contains("the alert fires again: it goes on as incident " + fresh);
    assertThat(World.status(alert)).isEqualTo("resolved");
    assertThat(alerts(id)).containsExactly(alert.title());
    assertThat(alerts(alert.incident())).containsExactly(alert.title());
    resolve(id);
    var third = alert.repeated(4);
    World.say(third);
    var last = Ids.derive("incident", alert.opening(), third.id()).toString();
    await().until(() -> status(last).equals("open"));
    World.say(alert.recovered());
    await().until(() -> status(last).equals("resolved"));
    await().until(() -> Smtp.mails(alert.title()).size() == 3);
  }

  @Test
  void alerts_of_a_group_that_fire_again_share_the_incident_that_goes_on() {
    var one = new World.Alert("together", "Firing again together 1");
    var other = new World.Alert("together", "Firing again together 2");
    World.say(one.opened());
    World.say(other.opened());
    await().until(() -> find("Firing again together").size() == 1);
    var first = find("Firing again together").getFirst();
    await().until(() -> alerts(first).size() == 2);
    resolve(first);
    World.say(one.repeated(2));
    World.say(other.repeated(2));
    await().until(() -> find("Firing again together").size() == 2);
    var second = find("Firing again together").getFirst();
    await().until(() -> alerts(second).size() == 2);
    assertThat(alerts(first)).hasSize(2);
    World.say(one.recovered());
    World.say(other.recovered());
    await().until(() -> status(second).equals("resolved"));
  }

  private static void begin(World.Alert alert) {
    World.say(alert.opened());
    await().until(() -> World.status(alert).equals("open"));
    await().until(() -> Smtp.mails(alert.title()).size() == 1);
  }

  private static void resolve(String id) {
    World.api().post("/api/v1/incidents/" + id + "/resolve").then().statusCode(200);
  }

  private static JsonPath incident(String id) {
    return World.api().get("/api/v1/incidents/" + id).jsonPath();
  }

  private static String status(String id) {
    var response = World.api().get("/api/v1/incidents/" + id);
    return response.statusCode() == 200 ? response.jsonPath().getString("status") : "none";
  }

  private static List<String> timeline(String id) {
    return World.api()
        .get("/api/v1/incidents/" + id + "/timeline")
        .jsonPath()
        .getList("items.text");
  }

  private static List<String> alerts(String id) {
    return World.api().get("/api/v1/incidents/" + id + "/alerts").jsonPath().getList("items.title");
  }

  /** Incidents whose title begins so, newest first. */
  private static List<String> find(String title) {
    return World.api()
        .get("/api/v1/incidents?limit=50")
        .jsonPath()
        .getList("items.findAll { it.title.startsWith('" + title + "') }.id");
  }
}
