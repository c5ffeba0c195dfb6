package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class StormTest {
  private static final int ALERTS = 1000;
  private static final int CUTS = 3;

  /** Everybody's but that of whoever cuts. */
  private static final String CUT =
      "select pg_terminate_backend(pid) from pg_stat_activity"
          + " where datname = current_database() and pid <> pg_backend_pid()";

  /** Not those of other tests that are due long after this one. */
  private static final String UNSENT =
      "select count(*) from pages where state = 'scheduled' and not cancelled"
          + " and due_at < now() + interval '1 day'";

  @Inject DataSource database;

  @BeforeAll
  static void people() {
    World.people();
  }

  @Test
  void every_alert_pages_once_though_the_database_is_cut_off_again_and_again() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
    var alerts =
        IntStream.range(0, ALERTS)
            .mapToObj(n -> new World.Alert("checkout", "Storm " + n + "."))
            .toList();
    alerts.forEach(alert -> World.sayWithoutWaiting(alert.opened()));
    for (int cut = 1; cut <= CUTS; cut++) {
      int enough = cut * ALERTS / (CUTS + 2);
      await().atMost(Duration.ofSeconds(60)).until(() -> Smtp.mails("Storm ").size() >= enough);
      cut();
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> count(UNSENT) == 0);
    var mails = new HashMap<String, Integer>();
    Smtp.mails("Storm ").forEach(mail -> mails.merge(Smtp.subject(mail), 1, Integer::sum));
    assertThat(mails).hasSize(ALERTS);
    assertThat(mails.values()).containsOnly(1);
    assertThat(
            count(
                "select count(*) from timeline where type = 'incident.triggered'"
                    + " and text like '%Storm %'"))
        .isEqualTo(ALERTS);
    await().atMost(Duration.ofSeconds(60)).until(() -> count("select count(*) from outbox") == 0);
  }

  private void cut() {
    count("select count(*) from (" + CUT + ") as cut");
  }

  private long count(String sql) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
