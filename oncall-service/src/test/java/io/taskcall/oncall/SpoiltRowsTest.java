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
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class SpoiltRowsTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @Inject DataSource database;
  @Inject Audit audit;

  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
  }

  @AfterEach
  void mend() {
    new Sql(database)
        .run(
            "delete from pages where incident_id in (select id from incidents where "
                + SPOILT
                + ")");
    new Sql(database).run("delete from incidents where " + SPOILT);
  }

  private static final String SPOILT = "data ->> 'status' = 'odd'";

  @Test
  void incident_that_cannot_be_read_keeps_no_other_from_escalating_and_is_put_off() {
    var spoilt = new World.Alert("hasty", "Spoilt when due");
    var sound = new World.Alert("hasty", "Sound when due");
    World.say(spoilt.opened());
    World.say(sound.opened());
    await().until(() -> World.status(spoilt).equals("open"));
    spoil(spoilt);
    await().atMost(SOON).until(() -> Smtp.mails(sound.title()).size() == 2);
    await().atMost(SOON).until(() -> !problem(spoilt).equals("null"));
    assertThat(problem(spoilt)).contains("odd");
    var later =
        Instant.parse(
            new Sql(database)
                .text(
                    "select to_char(wake_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
                        + " from incidents where id = '"
                        + spoilt.incident()
                        + "'"));
    assertThat(later).isAfter(Instant.now().plusSeconds(30));
    assertThat(audited().putOff()).isPositive();
  }

  @Test
  void page_that_cannot_be_read_keeps_no_other_from_being_sent_and_is_put_off() {
    Smtp.down();
    var spoilt = new World.Alert("checkout", "Spoilt page");
    var sound = new World.Alert("checkout", "Sound page");
    World.say(spoilt.opened());
    World.say(sound.opened());
    await().atMost(SOON).until(() -> failedOnce(sound) && failedOnce(spoilt));
    new Sql(database)
        .run("update pages set data = '{}' where incident_id = '" + spoilt.incident() + "'");
    Smtp.up();
    await().atMost(SOON).until(() -> page(sound, "state").equals("sent"));
    await().atMost(SOON).until(() -> page(spoilt, "problem").contains("not a Page"));
    assertThat(page(spoilt, "due_at > now() + interval '20 seconds'")).isEqualTo("t");
    new Sql(database)
        .run(
            "update pages set deadline = now() - interval '1 minute' where incident_id = '"
                + spoilt.incident()
                + "'");
    audited();
    assertThat(page(spoilt, "reported")).isEqualTo("t");
    new Sql(database).run("delete from pages where incident_id = '" + spoilt.incident() + "'");
  }

  @Test
  void incident_that_cannot_be_read_hides_no_other_from_the_list() {
    var first = new World.Alert("uncovered", "First in the list");
    var spoilt = new World.Alert("uncovered", "Spoilt in the list");
    var last = new World.Alert("uncovered", "Last in the list");
    World.say(first.opened());
    await().until(() -> World.status(first).equals("open"));
    World.say(spoilt.opened());
    await().until(() -> World.status(spoilt).equals("open"));
    World.say(last.opened());
    await().until(() -> World.status(last).equals("open"));
    spoil(spoilt);
    assertThat(World.api().get("/api/v1/incidents").jsonPath().getList("items.title"))
        .contains(first.title(), last.title());
    var cursor = "";
    for (var expected : new World.Alert[] {last, spoilt, first}) {
      var part =
          World.api()
              .get("/api/v1/incidents?service=Uncovered&limit=1&cursor=" + cursor)
              .jsonPath();
      assertThat(part.getList("items.title"))
          .isEqualTo(
              expected.equals(spoilt) ? java.util.List.of() : java.util.List.of(expected.title()));
      cursor = part.getString("next");
    }
  }

  @Test
  void schedule_that_cannot_be_read_harms_only_those_who_need_it() {
    var sql = new Sql(database);
    var before = sql.text("select data from schedules where " + CALLED_LOST);
    sql.run("update schedules set data = '{\"odd\": 1}' where " + CALLED_LOST);
    try {
      var sound = new World.Alert("checkout", "Sound schedule");
      var lost = new World.Alert("unreachable", "Spoilt schedule");
      World.say(lost.opened());
      World.say(sound.opened());
      await().until(() -> Smtp.mails(sound.title()).size() == 1);
      await().until(() -> Smtp.mails(lost.title()).size() == 1);
      assertThat(World.timeline(lost)).anyMatch(text -> text.startsWith("Escalated to level 2"));
    } finally {
      sql.run("update schedules set data = '" + before + "' where " + CALLED_LOST);
    }
  }

  @Test
  void schedule_and_rule_that_cannot_be_worked_out_cost_no_page_and_are_told_in_the_timeline() {
    var sql = new Sql(database);
    var before = sql.text("select data from schedules where " + CALLED_LOST);
    sql.run(
        "update schedules set data = jsonb_set(data, '{layers,0,rotation,start}',"
            + " '\"+999999999-12-31T23:59:00\"') where "
            + CALLED_LOST);
    sql.run(
        "update services set rules = '[{\"name\": \"odd\", \"conditions\": [{\"is\": \"tagged\","
            + " \"tag\": null}], \"treatment\": {\"suppress\": true}}]' where "
            + CALLED_UNREACHABLE);
    try {
      var alert = new World.Alert("unreachable", "Far off schedule");
      World.say(alert.opened());
      await().until(() -> Smtp.mails(alert.title()).size() == 1);
      assertThat(World.timeline(alert))
          .anyMatch(text -> text.startsWith("rule \"odd\" could not be judged: "))
          .anyMatch(text -> text.startsWith("schedule \"lost\" could not be worked out"))
          .anyMatch(text -> text.startsWith("Escalated to level 2"));
    } finally {
      sql.run("update schedules set data = '" + before + "' where " + CALLED_LOST);
      sql.run("update services set rules = '[]' where " + CALLED_UNREACHABLE);
    }
  }

  private static final String CALLED_UNREACHABLE =
      "id = '" + io.taskcall.contracts.Ids.derive("service", World.DEMO, "unreachable") + "'";

  private static final String CALLED_LOST =
      "id = '" + io.taskcall.contracts.Ids.derive("schedule", World.DEMO, "lost") + "'";

  private Audit.Findings audited() {
    var now = Instant.now();
    return audit.run(now, now.minus(Duration.ofDays(1))).await().atMost(SOON);
  }

  private void spoil(World.Alert alert) {
    new Sql(database)
        .run(
            "update incidents set data = '{\"status\": \"odd\"}' where id = '"
                + alert.incident()
                + "'");
  }

  private String problem(World.Alert alert) {
    return new Sql(database)
        .text("select problem from incidents where id = '" + alert.incident() + "'");
  }

  private boolean failedOnce(World.Alert alert) {
    return page(alert, "problem is not null").equals("t");
  }

  private String page(World.Alert alert, String what) {
    return new Sql(database)
        .text("select " + what + " from pages where incident_id = '" + alert.incident() + "'");
  }
}
