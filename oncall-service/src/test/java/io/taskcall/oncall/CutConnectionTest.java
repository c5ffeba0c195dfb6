package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The database cuts connections in the middle of transactions, as it does when another takes over.
 */
@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class CutConnectionTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  /** Those that wait for a lock have begun a transaction, and hold others. */
  private static final String CUT =
      """
      select count(pg_terminate_backend(pid)) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'
        and pid <> pg_backend_pid()
      """;

  @Inject DataSource database;

  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
  }

  @Test
  void cut_while_an_incident_is_written_opens_it_once_and_pages_once() throws Exception {
    var alert = new World.Alert("checkout", "Cut while it opened");
    try (var locked = lockPages()) {
      World.say(alert.opened());
      cut();
      cut();
      locked.rollback();
    }
    await().atMost(SOON).until(() -> page(alert, "state").equals("sent"));
    assertThat(Smtp.mails(alert.title())).hasSize(1);
    assertThat(World.timeline(alert)).containsOnlyOnce(World.timeline(alert).getFirst());
    assertThat(count("pages", alert)).isEqualTo(1);
  }

  @Test
  void cut_while_a_sent_page_is_written_down_does_not_send_it_again() throws Exception {
    var alert = new World.Alert("checkout", "Cut after it was sent");
    var locked = new Connection[1];
    Smtp.front().beforeAccepting(() -> locked[0] = lockPages());
    World.say(alert.opened());
    await().atMost(SOON).until(() -> Smtp.mails(alert.title()).size() == 1);
    try (var held = locked[0]) {
      cut();
      cut();
      held.rollback();
    }
    await().atMost(SOON).until(() -> page(alert, "state").equals("sent"));
    assertThat(page(alert, "attempts")).isEqualTo("1");
    assertThat(Smtp.mails(alert.title())).hasSize(1);
  }

  /** Cuts at least one connection that is within a transaction. */
  private void cut() {
    await().atMost(SOON).until(() -> new Sql(database).count(CUT) > 0);
  }

  private Connection lockPages() {
    try {
      var connection = database.getConnection();
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute("lock table pages in exclusive mode");
      }
      return connection;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private long count(String table, World.Alert alert) {
    return new Sql(database)
        .count("select count(*) from " + table + " where incident_id = '" + alert.incident() + "'");
  }

  private String page(World.Alert alert, String what) {
    return new Sql(database)
        .text("select " + what + " from pages where incident_id = '" + alert.incident() + "'");
  }
}
