package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import io.taskcall.oncall.postgres.Audit;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class AuditTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String OVERDUE = "the page to Ben Okoro is overdue and is tried again";

  @Inject DataSource database;
  @Inject Audit audit;

  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
  }

  @Test
  void overdue_page_is_reported_once_and_sent_all_the_same() {
    var alert = new World.Alert("checkout", "Overdue");
    Smtp.down();
    World.say(alert.opened());
    await().atMost(SOON).until(() -> page(alert, "problem is not null").equals("t"));
    await()
        .untilAsserted(() -> {
          change(alert, "deadline = now() - interval '1 second'");
          audited();
          assertThat(World.timeline(alert)).contains(OVERDUE);
        });
    change(alert, "deadline = now() - interval '1 second'");
    assertThat(audited().overduePages()).isZero();
    Smtp.up();
    await().atMost(SOON).until(() -> page(alert, "state").equals("sent"));
    assertThat(Collections.frequency(World.timeline(alert), OVERDUE)).isEqualTo(1);
    assertThat(Smtp.mails(alert.title())).hasSize(1);
  }

  @Test
  void page_in_time_is_not_reported() {
    var alert = new World.Alert("checkout", "In time");
    World.say(alert.opened());
    await().until(() -> page(alert, "state").equals("sent"));
    audited();
    assertThat(World.timeline(alert)).doesNotContain(OVERDUE);
  }

  @Test
  void page_claimed_by_a_process_that_died_is_sent_by_another_when_the_claim_ends() {
    var alert = new World.Alert("checkout", "Claimed by the dead");
    claimedBySomebodyElse(alert);
    await()
        .during(Duration.ofSeconds(2))
        .atMost(SOON)
        .until(() -> Smtp.mails(alert.title()).isEmpty());
    change(alert, "lease_until = now()");
    await().atMost(SOON).until(() -> page(alert, "state").equals("sent"));
    assertThat(Smtp.mails(alert.title())).hasSize(1);
  }

  @Test
  void page_called_off_while_a_process_that_died_was_sending_it_is_settled_when_the_claim_ends() {
    var alert = new World.Alert("checkout", "Called off amid");
    claimedBySomebodyElse(alert);
    World.say(alert.recovered());
    await().until(() -> World.status(alert).equals("resolved"));
    audited();
    assertThat(page(alert, "state")).isEqualTo("scheduled");
    change(alert, "lease_until = now() - interval '1 second'");
    audited();
    assertThat(page(alert, "state")).isEqualTo("suppressed");
    assertThat(World.timeline(alert))
        .contains("Not paged: Ben Okoro by e-mail: the incident does not need it any more");
    assertThat(Smtp.mails(alert.title())).isEmpty();
  }

  /** Its page is left scheduled, and looks as if another process had just claimed it. */
  private void claimedBySomebodyElse(World.Alert alert) {
    Smtp.down();
    World.say(alert.opened());
    await().atMost(SOON).until(() -> page(alert, "problem is not null").equals("t"));
    await()
        .until(() ->
            new Sql(database)
                    .run(
                        "update pages set lease_owner = 'dead:1',"
                            + " lease_until = now() + interval '1 hour', attempts = attempts + 1"
                            + " where lease_until is null and incident_id = '"
                            + alert.incident()
                            + "'")
                == 1);
    Smtp.up();
  }

  private Audit.Findings audited() {
    var now = Instant.now();
    return audit.run(now, now.minus(Duration.ofDays(1))).await().atMost(SOON);
  }

  private void change(World.Alert alert, String how) {
    new Sql(database)
        .run("update pages set " + how + " where incident_id = '" + alert.incident() + "'");
  }

  private String page(World.Alert alert, String what) {
    return new Sql(database)
        .text("select " + what + " from pages where incident_id = '" + alert.incident() + "'");
  }
}
