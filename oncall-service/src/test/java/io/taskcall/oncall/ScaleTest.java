package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.taskcall.contracts.Ids;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What must not become dearer as the database fills; {@code ./taskcall bench oncall} fills it as
 * far as the promises go. The database is its own, since it is left full.
 */
@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(value = PostgresForTests.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class ScaleTest {
  private static final int PENDING = 20_000;
  private static final int DUE = 600;
  private static final int LISTED = 2_000;
  private static final int ALERTS = 1_000;
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final String LEDGER = Ids.derive("service", World.DEMO, "ledger").toString();

  @Inject DataSource database;

  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> World.api().get("/api/v1/services").statusCode() == 200);
  }

  @Test
  void many_that_are_due_at_once_are_dealt_with_once_however_many_wait() {
    var template = opened("Copied and due");
    copyIncidents(template, "due", DUE, "now() + interval '1 day'");
    sql("analyze incidents");
    dueAtOnce();
    sql(
        """
        insert into incidents (id, organization_id, number, service_id, status, opened_at, wake_at,
          trace, data)
        select cast(md5('pending' || n) as uuid), gen_random_uuid(), n, gen_random_uuid(), 'open',
          now(), now() + interval '1 day' + n * interval '1 millisecond', '', '{}'
        from generate_series(1, %d) n
        """
            .formatted(PENDING));
    sql(
        "delete from pages where incident_id in (select cast(md5('due' || n) as uuid)"
            + " from generate_series(1, "
            + DUE
            + ") n)");
    byIndex(
        "delete from incidents where id in (select cast(md5('due' || n) as uuid)"
            + " from generate_series(1, "
            + DUE
            + ") n)");
    copyIncidents(template, "due", DUE, "now() + interval '1 day'");
    sql("analyze incidents");
    long read = new Sql(database).count(READ);
    dueAtOnce();
    assertThat(new Sql(database).count(READ) - read).isLessThan(PENDING);
    assertThat(
            new Sql(database)
                .count(
                    "select count(distinct incident_id) from pages p join"
                        + " generate_series(1, "
                        + DUE
                        + ") n on p.incident_id = cast(md5('due' || n) as uuid)"))
        .isEqualTo(DUE);
  }

  /** Rows of incidents that were read without an index. */
  private static final String READ =
      "select seq_tup_read from pg_stat_user_tables where relname = 'incidents'";

  /** Returns when all of them have asked the next level. */
  private void dueAtOnce() {
    byIndex(
        "update incidents set wake_at = now() where id in (select cast(md5('due' || n) as uuid)"
            + " from generate_series(1, "
            + DUE
            + ") n)");
    await()
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(100))
        .until(() ->
            new Sql(database).count("select count(*) from incidents where wake_at <= now()") == 0);
  }

  @Test
  void list_finds_its_part_whichever_filter_there_is() {
    var open = opened("Copied and listed");
    var over = opened("Copied and resolved");
    World.api().post("/api/v1/incidents/" + over + "/resolve").then().statusCode(200);
    copyIncidents(over, "over", LISTED, "null");
    copyIncidents(open, "listed", LISTED / 100, "null");
    sql("update incidents set service_id = '" + LEDGER + "' where number % 1000 = 7");
    sql("analyze incidents");
    assertThat(list("status=resolved&limit=200").getList("items")).hasSize(200);
    assertThat(list("status=open&status=acknowledged&limit=5").getList("items")).hasSize(5);
    assertThat(list("service=Ledger&status=open,resolved").getList("items")).isNotEmpty();
    assertThat(list("service=nobody%27s").getList("items")).isEmpty();
    assertThat(list("status=resolved&limit=50&cursor=" + far()).getList("items")).hasSize(50);
  }

  @Test
  void incident_with_many_alerts_is_shown_in_parts() {
    var id = opened("Of many alerts");
    sql(
        """
        insert into alerts (id, incident_id, data)
        select cast(md5('alert' || n) as uuid), incident_id, data
        from alerts, generate_series(1, %d) n where incident_id = '%s'
        """
            .formatted(ALERTS, id));
    sql(
        """
        insert into timeline (id, incident_id, at, type, actor, text)
        select cast(md5('entry' || n) as uuid), incident_id, at, type, actor, text
        from (select * from timeline where incident_id = '%s' limit 1) t,
          generate_series(1, %d) n
        """
            .formatted(id, ALERTS));
    var path = "/api/v1/incidents/" + id;
    var entries = "select count(*) from timeline where incident_id = '" + id + "'";
    // That its page was sent may be told while it is read; then it is read again.
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> {
          long told = new Sql(database).count(entries);
          assertThat(told).isGreaterThan(ALERTS);
          assertThat(entriesShown(path)).isEqualTo(told);
        });
  }

  /** How many entries there are in all parts of a timeline together. */
  private static long entriesShown(String incident) {
    long seen = 0;
    var next = "";
    do {
      var part = World.api().get(incident + "/timeline?limit=300&cursor=" + next).jsonPath();
      seen += part.getList("items").size();
      next = part.getString("next");
    } while (next != null);
    return seen;
  }

  /** The cursor of a place far down in the list of those that are over. */
  private String far() {
    var next = "";
    for (int part = 0; part < LISTED / 2 / 200; part++) {
      next = list("status=resolved&limit=200&cursor=" + next).getString("next");
    }
    return next;
  }

  private static JsonPath list(String query) {
    return World.api()
        .urlEncodingEnabled(false)
        .get("/api/v1/incidents?" + query)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private String opened(String title) {
    var alert = new World.Alert("checkout", title);
    World.say(alert.opened());
    await().atMost(Duration.ofSeconds(60)).until(() -> World.status(alert).equals("open"));
    return alert.incident();
  }

  private void copyIncidents(String template, String name, int count, String wakeAt) {
    sql(
        """
        insert into incidents (id, organization_id, number, service_id, status, opened_at, wake_at,
          trace, data, likeness, over_at, felt)
        select cast(md5('%s' || n) as uuid), organization_id, 1000000 + n, service_id, status,
          opened_at - n * interval '1 second', %s, trace,
          jsonb_set(jsonb_set(jsonb_set(data, '{about,id}',
            to_jsonb(cast(md5('%s' || n) as uuid))), '{about,number}', to_jsonb(1000000 + n)),
            '{escalateAt}', '"2026-01-01T00:00:00Z"', false),
          likeness, over_at, felt
        from incidents, generate_series(1, %d) n where id = '%s'
        """
            .formatted(name, wakeAt, name, count, template));
  }

  private void sql(String statement) {
    new Sql(database).run(statement);
  }

  /** What the test itself reads is not to be taken for what the service reads. */
  private void byIndex(String statement) {
    sql("set enable_seqscan = off; " + statement + "; reset enable_seqscan");
  }
}
