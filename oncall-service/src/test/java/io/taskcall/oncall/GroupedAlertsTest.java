package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class GroupedAlertsTest {
  private static final int STORM = 1000;

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

  /** All at once, from every partition, each said twice and in any order with the others. */
  @Test
  void storm_of_one_monitor_is_one_incident_and_one_page_and_over_when_the_last_alert_is() {
    var alerts =
        IntStream.range(0, STORM)
            .mapToObj(n -> new World.Alert("grouped", "Grouped storm " + n + "."))
            .toList();
    alerts.forEach(alert -> World.sayWithoutWaiting(alert.opened()));
    alerts.reversed().forEach(alert -> World.sayWithoutWaiting(alert.opened()));
    await().atMost(Duration.ofSeconds(60)).until(() -> attached() == STORM);
    assertThat(incidents().getList("items")).hasSize(1);
    var id = incidents().getString("items[0].id");
    assertThat(everyAlert(id)).hasSize(STORM);
    alerts.subList(1, STORM).forEach(alert -> World.sayWithoutWaiting(alert.recovered()));
    await().atMost(Duration.ofSeconds(60)).until(() -> said(id, "The alert is over") == STORM - 1);
    assertThat(incidents().getString("items[0].status")).isEqualTo("open");
    World.say(alerts.getFirst().recovered());
    await().until(() -> incidents().getString("items[0].status").equals("resolved"));
    assertThat(Smtp.mails("Grouped storm ")).hasSize(1);
  }

  @Test
  void alert_after_the_incident_was_resolved_opens_another() {
    var first = new World.Alert("windowed", "Windowed first");
    World.say(first.opened());
    await().until(() -> World.status(first).equals("open"));
    World.api().post("/api/v1/incidents/" + first.incident() + "/resolve").then().statusCode(200);
    var second = new World.Alert("windowed", "Windowed second");
    World.say(second.opened());
    await().until(() -> World.status(second).equals("open"));
  }

  private static long attached() {
    var items = incidents().getList("items");
    return items.isEmpty() ? 0 : incidents().getLong("items[0].alertCount");
  }

  private static JsonPath incidents() {
    return World.api().get("/api/v1/incidents?service=Grouped").jsonPath();
  }

  private static Set<String> everyAlert(String id) {
    return new HashSet<>(everything(id, "alerts", 200, "items.title"));
  }

  private static long said(String id, String text) {
    return everything(id, "timeline", 1000, "items.text").stream().filter(text::equals).count();
  }

  /** All parts of a list of an incident. */
  private static List<String> everything(String id, String list, int limit, String what) {
    var all = new ArrayList<String>();
    var cursor = "";
    while (cursor != null) {
      var part =
          World.api()
              .queryParam("limit", limit)
              .queryParam("cursor", cursor)
              .get("/api/v1/incidents/" + id + "/" + list)
              .jsonPath();
      all.addAll(part.<String>getList(what));
      cursor = part.getString("next");
    }
    return all;
  }
}
