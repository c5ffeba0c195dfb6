package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import io.taskcall.oncall.domain.page.Backoff;
import io.taskcall.oncall.domain.page.Bundling;
import io.taskcall.oncall.domain.page.Lane;
import io.taskcall.oncall.domain.page.Sending;
import io.taskcall.oncall.postgres.Bundle;
import io.taskcall.oncall.postgres.Pages;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages that are due long after this test, so that nobody but the test sends them. */
@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class PagesByTheClockTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Instant NOON = Instant.parse("2100-03-01T12:00:00Z");
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));
  private static final Sending DOWN = new Sending.Unavailable("the mail server is down");

  @Inject DataSource database;
  @Inject Pages pages;

  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
  }

  @Test
  void mail_server_down_for_ten_minutes_costs_ever_rarer_tries_and_no_page() {
    var alert = dueAtNoon("Down for ten minutes");
    var now = NOON;
    int tries = 0;
    for (; now.isBefore(NOON.plusSeconds(600)); now = now.plusSeconds(5)) {
      for (var bundle : claim(alert, "a", now)) {
        finish(bundle, DOWN, now);
        tries++;
      }
    }
    assertThat(tries).isBetween(10, 20);
    assertThat(page(alert, "state")).isEqualTo("scheduled");
    var back = now.plusSeconds(60);
    var claimed = claim(alert, "a", back);
    assertThat(claimed).hasSize(1);
    finish(claimed.getFirst(), new Sending.Accepted("once"), back);
    assertThat(page(alert, "state")).isEqualTo("sent");
    assertThat(claim(alert, "b", back.plus(HOUR))).isEmpty();
  }

  @Test
  void clock_that_steps_back_an_hour_while_a_page_is_sent_sends_nothing_twice() {
    var alert = dueAtNoon("Back while sending");
    var claimed = claim(alert, "a", NOON);
    assertThat(claimed).hasSize(1);
    assertThat(claim(alert, "b", NOON.minus(HOUR))).isEmpty();
    assertThat(claim(alert, "b", NOON.plus(LEASE).minusMillis(1))).isEmpty();
    finish(claimed.getFirst(), new Sending.Accepted("once"), NOON.minus(HOUR));
    assertThat(page(alert, "state")).isEqualTo("sent");
    for (var then : List.of(NOON.minus(HOUR), NOON, NOON.plus(LEASE), NOON.plus(HOUR))) {
      assertThat(claim(alert, "b", then)).isEmpty();
    }
    assertThat(page(alert, "attempts")).isEqualTo("1");
  }

  @Test
  void clock_that_steps_back_an_hour_between_tries_sends_once() {
    var alert = dueAtNoon("Back between tries");
    finish(claim(alert, "a", NOON).getFirst(), DOWN, NOON);
    assertThat(claim(alert, "a", NOON.minus(HOUR))).isEmpty();
    var again = claim(alert, "a", NOON.plusSeconds(1));
    assertThat(again).hasSize(1);
    finish(again.getFirst(), new Sending.Accepted("once"), NOON.plusSeconds(1));
    assertThat(claim(alert, "b", NOON.plus(HOUR))).isEmpty();
  }

  @Test
  void page_of_a_process_killed_between_claim_and_send_is_sent_by_another_when_its_claim_ends() {
    var alert = dueAtNoon("Killed after the claim");
    var lost = claim(alert, "killed", NOON);
    assertThat(claim(alert, "b", NOON.plus(LEASE).minusMillis(1))).isEmpty();
    var claimed = claim(alert, "b", NOON.plus(LEASE));
    assertThat(claimed).extracting(Bundle::id).containsExactly(lost.getFirst().id());
    assertThat(claimed.getFirst().members().getFirst().attempt()).isEqualTo(2);
  }

  private World.Alert dueAtNoon(String title) {
    var sql = new Sql(database);
    sql.run(
        "create or replace function at_noon() returns trigger language plpgsql as $$ begin"
            + " new.due_at = '"
            + NOON
            + "'; new.deadline = new.due_at + interval '30 seconds'; return new; end $$");
    sql.run(
        "create trigger at_noon before insert on pages for each row execute function at_noon()");
    var alert = new World.Alert("checkout", title);
    try {
      World.say(alert.opened());
      await().atMost(SOON).until(() -> page(alert, "state").equals("scheduled"));
    } finally {
      sql.run("drop trigger at_noon on pages");
    }
    return alert;
  }

  private List<Bundle> claim(World.Alert alert, String owner, Instant now) {
    var bundling = new Bundling(Duration.ZERO, Duration.ofSeconds(30));
    var claim = new Pages.Claim(owner, Lane.MAIL, LEASE, 100, Set.of(), true, bundling);
    var incident = UUID.fromString(alert.incident());
    return pages.claim(claim, now).await().atMost(SOON).bundles().stream()
        .filter(bundle -> bundle.members().getFirst().incidentId().equals(incident))
        .toList();
  }

  private void finish(Bundle bundle, Sending result, Instant now) {
    var tried =
        bundle.members().stream().map(page -> new Pages.Tried(bundle.id(), page, result)).toList();
    pages.finish(tried, BACKOFF, now).await().atMost(SOON);
  }

  private String page(World.Alert alert, String what) {
    return new Sql(database)
        .text("select " + what + " from pages where incident_id = '" + alert.incident() + "'");
  }
}
