package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class UnreachablePeopleTest {
  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
  }

  @Test
  void level_whose_only_mailbox_is_refused_escalates_at_once() {
    var alert = new World.Alert("unreachable", "Nobody there");
    World.say(alert.opened());
    await().until(() -> Smtp.mails(alert.title()).size() == 1);
    assertThat(World.timeline(alert))
        .anyMatch(text -> text.startsWith("Could not page Gwen Left by e-mail: "))
        .contains("Escalated to level 2: nobody at level 1 can be reached");
  }

  @Test
  void level_of_which_a_colleague_was_reached_has_its_time() {
    var alert = new World.Alert("half", "Half of us");
    World.say(alert.opened());
    await()
        .until(() ->
            World.timeline(alert).stream().anyMatch(text -> text.startsWith("Could not page")));
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(60))
        .until(() -> Smtp.mails(alert.title()).size() == 1);
    assertThat(World.timeline(alert)).noneMatch(text -> text.startsWith("Escalated"));
  }
}
