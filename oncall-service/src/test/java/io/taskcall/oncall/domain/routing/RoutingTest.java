package io.taskcall.oncall.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutingTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z"); // a Sunday
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final WeeklyHours NIGHTS =
      new WeeklyHours(BERLIN, Set.of(DayOfWeek.SATURDAY), LocalTime.of(22, 0), LocalTime.of(6, 0));
  private static final Maintenance SUNDAYS =
      new Maintenance.Weekly(
          "deploy", BERLIN, DayOfWeek.SUNDAY, LocalTime.of(2, 0), Duration.ofHours(4));

  @Test
  void first_rule_that_means_an_alert_counts_and_no_other() {
    var disk = rule("disk", new Condition.TitleContains("DISK"));
    var all = rule("all");
    var routing = new Routing(List.of(disk, all), List.of());
    assertThat(routing.judge(alert("Disk full"), NOON).rule()).contains(disk);
    assertThat(routing.judge(alert("Slow"), NOON).rule()).contains(all);
    assertThat(Routing.NONE.judge(alert("Slow"), NOON).rule()).isEmpty();
  }

  @Test
  void rule_that_cannot_be_judged_does_not_mean_an_alert_and_is_told() {
    var odd = rule("odd", new Condition.Tagged(absent()));
    var all = rule("all");
    var judged = new Routing(List.of(odd, all), List.of()).judge(alert("Slow"), NOON);
    assertThat(judged.rule()).contains(all);
    assertThat(judged.faults())
        .singleElement()
        .asString()
        .startsWith("rule \"odd\" could not be judged: NullPointerException");
  }

  /** What a row may hold in place of a tag, whatever types say. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T absent() {
    return null;
  }

  @Test
  void every_condition_of_a_rule_has_to_be_met() {
    var rule =
        rule(
            "both",
            new Condition.Tagged("env:staging"),
            new Condition.OfPriority(Set.of(Priority.P2)),
            new Condition.From(Condition.Tool.DATADOG));
    assertThat(rule.means(alert("x", "env:staging"), NOON)).isTrue();
    assertThat(rule.means(alert("x", "env:prod"), NOON)).isFalse();
  }

  @Test
  void tag_in_the_scope_of_a_monitor_counts_too() {
    assertThat(new Condition.Tagged("host:web-1").meets(alert("x"), NOON)).isTrue();
  }

  @Test
  void hours_that_pass_midnight_belong_to_the_day_on_which_they_begin() {
    assertThat(NIGHTS.contain(berlin("2026-02-28T22:00"))).isTrue(); // Saturday
    assertThat(NIGHTS.contain(berlin("2026-02-28T21:59:59"))).isFalse();
    assertThat(NIGHTS.contain(berlin("2026-03-01T05:59:59"))).isTrue();
    assertThat(NIGHTS.contain(berlin("2026-03-01T06:00"))).isFalse();
    assertThat(NIGHTS.contain(berlin("2026-03-01T22:00"))).isFalse(); // Sunday
  }

  @Test
  void weekly_maintenance_covers_its_first_moment_and_not_its_last() {
    assertThat(SUNDAYS.endAt(berlin("2026-03-01T01:59:59"))).isEmpty();
    assertThat(SUNDAYS.endAt(berlin("2026-03-01T02:00"))).contains(berlin("2026-03-01T06:00"));
    assertThat(SUNDAYS.endAt(berlin("2026-03-01T06:00"))).isEmpty();
    assertThat(SUNDAYS.endAt(berlin("2026-03-02T02:00"))).isEmpty();
  }

  @Test
  void weekly_maintenance_takes_as_long_on_the_day_the_clocks_change() {
    var begin = berlin("2026-03-29T01:59:59").plusSeconds(1);
    assertThat(SUNDAYS.endAt(begin)).contains(begin.plus(Duration.ofHours(4)));
  }

  @Test
  void long_weekly_maintenance_goes_on_into_the_next_days() {
    var long_ =
        new Maintenance.Weekly(
            "move", BERLIN, DayOfWeek.FRIDAY, LocalTime.NOON, Duration.ofDays(6));
    assertThat(long_.endAt(berlin("2026-03-04T11:00"))).contains(berlin("2026-03-05T12:00"));
    assertThat(long_.endAt(berlin("2026-03-05T12:00"))).isEmpty();
  }

  @Test
  void of_maintenances_at_the_same_time_the_one_that_ends_last_counts() {
    var now = new Maintenance.Once("now", NOON, NOON.plusSeconds(60));
    var longer = new Maintenance.Once("longer", NOON.minusSeconds(1), NOON.plusSeconds(90));
    var routing = new Routing(List.of(), List.of(longer, now));
    assertThat(routing.pauseAt(NOON)).contains(new Routing.Pause("longer", NOON.plusSeconds(90)));
    assertThat(routing.pauseAt(NOON.plusSeconds(90))).isEmpty();
  }

  @Test
  void rule_says_what_it_did() {
    assertThat(rule("quiet").said())
        .isEqualTo("rule \"quiet\": priority P4, recorded, nobody is paged");
  }

  private static Rule rule(String name, Condition... conditions) {
    return new Rule(
        name,
        List.of(conditions),
        new Rule.Treatment(Optional.empty(), Optional.of(Priority.P4), Optional.empty(), true));
  }

  private static AlertDetails alert(String title, String... tags) {
    return new AlertDetails(
        new Origin.DatadogMonitor("1", List.of("host:web-1"), null, null),
        title,
        null,
        Priority.P2,
        List.of(tags),
        null,
        null,
        null,
        false);
  }

  private static Instant berlin(String local) {
    return ZonedDateTime.parse(local + (local.length() == 16 ? ":00" : "") + "+01:00")
        .withZoneSameLocal(BERLIN)
        .toInstant();
  }
}
