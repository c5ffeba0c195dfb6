package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.contracts.IncidentSnapshot.Status;
import io.taskcall.contracts.Priority;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class DatadogChangesTest {
  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
  }

  @Test
  void acknowledging_in_datadog_acknowledges_here_once_and_stops_escalation() {
    var alert = new World.Alert("hasty", "Stable in Datadog");
    World.say(alert.opened());
    await().until(() -> World.status(alert).equals("open"));
    World.say(alert.inDatadog("stable", Status.ACKNOWLEDGED));
    World.say(alert.inDatadog("stable", Status.ACKNOWLEDGED));
    await().until(() -> World.status(alert).equals("acknowledged"));
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(60))
        .until(() -> World.isLeftAloneOnceAcknowledged(alert));
    assertThat(Collections.frequency(World.timeline(alert), "Acknowledged")).isEqualTo(1);
  }

  @Test
  void resolving_in_datadog_resolves_here_for_good() {
    var alert = new World.Alert("checkout", "Resolved in Datadog");
    World.say(alert.opened());
    await().until(() -> World.status(alert).equals("open"));
    World.say(alert.inDatadog("resolved", Status.RESOLVED));
    World.say(alert.inDatadog("active", Status.OPEN));
    await().until(() -> World.status(alert).equals("resolved"));
    World.say(alert.inDatadog("SEV-2", Priority.P2));
    await().until(() -> "P2".equals(World.incident(alert).jsonPath().getString("priority")));
    assertThat(World.status(alert)).isEqualTo("resolved");
  }

  @Test
  void changes_in_datadog_take_effect_in_their_order() {
    var alert = new World.Alert("checkout", "Back and forth");
    World.say(alert.opened());
    await().until(() -> Smtp.mails(alert.title()).size() == 1);
    World.say(alert.inDatadog("stable", Status.ACKNOWLEDGED));
    World.say(alert.inDatadog("active", Status.OPEN));
    await().until(() -> World.timeline(alert).contains("Open again"));
    assertThat(World.timeline(alert)).containsSubsequence("Acknowledged", "Open again");
    assertThat(World.status(alert)).isEqualTo("open");
    await().until(() -> Smtp.mails(alert.title()).size() == 2);
  }

  @Test
  void what_goes_on_in_datadog_after_it_was_resolved_goes_on_as_one_new_incident() {
    var alert = new World.Alert("checkout", "Not over in Datadog");
    World.say(alert.opened());
    await().until(() -> World.status(alert).equals("open"));
    World.say(alert.inDatadog("resolved", Status.RESOLVED));
    await().until(() -> World.status(alert).equals("resolved"));
    World.say(alert.reopened(1));
    World.say(alert.reopened(1));
    World.say(alert.reopened(2));
    await()
        .until(() ->
            World.timeline(alert).stream()
                .anyMatch(text -> text.startsWith("Opened again in Datadog")));
    var next =
        World.api()
            .get("/api/v1/incidents/" + alert.afterReopening(1) + "/timeline")
            .jsonPath()
            .<String>getList("items.text");
    assertThat(next).anyMatch(text -> text.contains("it was incident #"));
    assertThat(Collections.frequency(next, "The incident opened: Not over in Datadog"))
        .isEqualTo(1);
    await()
        .during(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            World.api().get("/api/v1/incidents/" + alert.afterReopening(2)).statusCode() == 404);
  }

  @Test
  void a_conflict_is_told_in_the_timeline_once() {
    var alert = new World.Alert("checkout", "Contested");
    World.say(alert.opened());
    await().until(() -> World.status(alert).equals("open"));
    World.say(alert.contested());
    World.say(alert.contested());
    await()
        .until(() ->
            World.timeline(alert).stream().anyMatch(text -> text.startsWith("Changed on both")));
    assertThat(World.timeline(alert))
        .filteredOn(text -> text.startsWith("Changed on both"))
        .containsExactly(
            "Changed on both sides: the priority became P2 here and SEV-1 in Datadog."
                + " What is in Datadog stays: it is later");
  }
}
