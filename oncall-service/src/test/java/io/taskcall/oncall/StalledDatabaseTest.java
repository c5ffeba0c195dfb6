package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.embedded.KafkaForTests;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(WiredPostgres.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class StalledDatabaseTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @Inject DataSource database;

  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
  }

  @AfterEach
  void letGo() {
    WiredPostgres.wire().letGo();
  }

  @Test
  void connections_that_never_answer_again_hold_up_nobody_for_long() {
    for (int time = 1; time <= 3; time++) {
      WiredPostgres.wire().swallow();
      var alert = new World.Alert("hasty", "Swallowed " + time + ".");
      World.say(alert.opened());
      await().atMost(SOON).until(() -> Smtp.mails(alert.title()).size() == 2);
      await().atMost(SOON).until(() -> World.status(alert).equals("open"));
    }
  }

  @Test
  void database_that_stands_still_for_long_costs_no_mail_and_doubles_none() {
    var alerts =
        IntStream.range(0, 60)
            .mapToObj(n -> new World.Alert("checkout", "Held " + n + "."))
            .toList();
    alerts.forEach(alert -> World.sayWithoutWaiting(alert.opened()));
    await().atMost(SOON).until(() -> !Smtp.mails("Held ").isEmpty());
    WiredPostgres.wire().hold();
    await().pollDelay(Duration.ofSeconds(6)).atMost(SOON).until(() -> true);
    WiredPostgres.wire().letGo();
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(alerts).allSatisfy(alert -> assertThat(pageState(alert)).isEqualTo("sent")));
    assertThat(alerts).allSatisfy(alert -> assertThat(Smtp.mails(alert.title())).hasSize(1));
  }

  @Test
  void mail_that_was_sent_is_not_sent_again_though_its_claim_ends_before_that_is_written_down() {
    var alert = new World.Alert("checkout", "Sent into the silence");
    Smtp.front()
        .beforeAccepting(() -> {
          WiredPostgres.wire().swallow();
          new Sql(database).run("update pages set lease_until = now() - interval '1 hour'");
        });
    World.say(alert.opened());
    await().atMost(SOON).until(() -> pageState(alert).equals("sent"));
    await()
        .during(Duration.ofSeconds(3))
        .atMost(SOON)
        .until(() -> Smtp.mails(alert.title()).size() == 1);
  }

  private String pageState(World.Alert alert) {
    return new Sql(database)
        .text("select state from pages where incident_id = '" + alert.incident() + "'");
  }
}
