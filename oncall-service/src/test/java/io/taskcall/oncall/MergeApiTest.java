package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class MergeApiTest {
  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
    await().until(() -> World.api().get("/api/v1/services").statusCode() == 200);
  }

  @Test
  void incidents_become_one_and_two_again_with_their_alerts() {
    var target = opened("Merged: disk");
    var source = opened("Merged: cpu");
    merge(target, source)
        .statusCode(200)
        .body("id", equalTo(target.incident()))
        .body("alertCount", equalTo(2));
    World.incident(source)
        .then()
        .body("status", equalTo("resolved"))
        .body("mergedInto.id", equalTo(target.incident()));
    get(target, "alerts").body("items.title", contains(target.title(), source.title()));
    get(target, "merged").body("items.id", contains(source.incident()));
    assertThat(World.timeline(target)).anyMatch(text -> text.startsWith("Became part of it: #"));
    assertThat(World.timeline(source)).anyMatch(text -> text.startsWith("Became part of #"));
    World.say(source.repeated(7));
    await().until(() -> World.incident(target).jsonPath().getInt("alertCount") == 8);
    World.api()
        .post("/api/v1/incidents/" + source.incident() + "/unmerge")
        .then()
        .statusCode(200)
        .body("status", equalTo("open"))
        .body("alertCount", equalTo(7))
        .body("mergedInto", nullValue());
    assertThat(World.incident(target).jsonPath().getInt("alertCount")).isEqualTo(1);
    get(target, "merged").body("items", hasSize(0));
    World.say(source.recovered());
    await().until(() -> World.status(source).equals("resolved"));
    assertThat(World.status(target)).isEqualTo("open");
    await().until(() -> Smtp.mails(source.title()).size() == 2);
  }

  @Test
  void incident_with_parts_resolves_when_the_last_alert_of_all_is_over() {
    var target = opened("Whole: disk");
    var source = opened("Whole: cpu");
    merge(target, source).statusCode(200);
    World.say(target.recovered());
    await().until(() -> World.timeline(target).stream().anyMatch("The alert is over"::equals));
    assertThat(World.status(target)).isEqualTo("open");
    World.say(source.recovered());
    await().until(() -> World.status(target).equals("resolved"));
    World.api()
        .post("/api/v1/incidents/" + source.incident() + "/unmerge")
        .then()
        .statusCode(200)
        .body("status", equalTo("resolved"));
  }

  @Test
  void what_cannot_become_one_stays_as_it_is_and_it_says_why() {
    var target = opened("Unmergeable: disk");
    var source = opened("Unmergeable: cpu");
    var over = opened("Unmergeable: over");
    World.api().post("/api/v1/incidents/" + over.incident() + "/resolve").then().statusCode(200);
    merge(target, source, over).statusCode(409).body("detail", containsString("is resolved"));
    assertThat(World.status(source)).isEqualTo("open");
    merge(target, target).statusCode(400).body("field", equalTo("incidents"));
    World.api()
        .body("{\"incidents\": [\"" + UUID.randomUUID() + "\"]}")
        .post("/api/v1/incidents/" + target.incident() + "/merge")
        .then()
        .statusCode(404);
    World.api()
        .header("If-Match", "\"999\"")
        .body("{\"incidents\": [\"" + source.incident() + "\"]}")
        .post("/api/v1/incidents/" + target.incident() + "/merge")
        .then()
        .statusCode(412);
    merge(target, source).statusCode(200);
    var third = opened("Unmergeable: third");
    merge(third, target).statusCode(409).body("detail", containsString("parts of its own"));
    World.api()
        .post("/api/v1/incidents/" + third.incident() + "/unmerge")
        .then()
        .statusCode(409)
        .body("detail", equalTo("it is part of no other"));
  }

  @Test
  void merged_again_it_stays_as_it_is() {
    var target = opened("Again: disk");
    var source = opened("Again: cpu");
    merge(target, source).statusCode(200);
    merge(target, source).statusCode(200).body("id", equalTo(target.incident()));
    assertThat(parts(target)).isEqualTo(1);
    var third = opened("Again: memory");
    merge(target, source, third).statusCode(200);
    get(target, "merged").body("items.id", contains(source.incident(), third.incident()));
    assertThat(parts(target)).isEqualTo(2);
    World.api().post("/api/v1/incidents/" + target.incident() + "/resolve").then().statusCode(200);
    merge(target, source).statusCode(200);
    merge(opened("Again: another"), source).statusCode(409);
  }

  private static long parts(World.Alert target) {
    return World.timeline(target).stream()
        .filter(text -> text.startsWith("Became part of it: "))
        .count();
  }

  @Test
  void incidents_that_have_to_do_with_each_other_are_linked_both_ways() {
    var one = opened("Linked: one");
    var other = opened("Linked: other");
    var link = "{\"incident\": \"" + other.incident() + "\"}";
    for (int twice = 0; twice < 2; twice++) {
      World.api()
          .body(link)
          .post("/api/v1/incidents/" + one.incident() + "/links")
          .then()
          .statusCode(200);
    }
    get(one, "links").body("items.incident.id", contains(other.incident()));
    get(other, "links").body("items.incident.id", contains(one.incident()));
    assertThat(World.timeline(other)).anyMatch(text -> text.startsWith("Has to do with #"));
    World.api()
        .delete("/api/v1/incidents/" + other.incident() + "/links/" + one.incident())
        .then()
        .statusCode(200);
    get(one, "links").body("items", hasSize(0));
  }

  private static World.Alert opened(String title) {
    var alert = new World.Alert("checkout", title);
    World.say(alert.opened());
    await().until(() -> World.status(alert).equals("open"));
    return alert;
  }

  private static ValidatableResponse merge(World.Alert target, World.Alert... sources) {
    var ids = new StringBuilder();
    for (var source : sources) {
      ids.append(ids.isEmpty() ? "" : ", ").append('"').append(source.incident()).append('"');
    }
    return World.api()
        .body("{\"incidents\": [" + ids + "]}")
        .post("/api/v1/incidents/" + target.incident() + "/merge")
        .then();
  }

  private static ValidatableResponse get(World.Alert alert, String what) {
    return World.api()
        .get("/api/v1/incidents/" + alert.incident() + "/" + what)
        .then()
        .statusCode(200);
  }
}
