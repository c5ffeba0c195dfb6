package io.taskcall.oncall.domain.schedule;

import static io.taskcall.oncall.domain.schedule.Team.ANA;
import static io.taskcall.oncall.domain.schedule.Team.ANA_BEN;
import static io.taskcall.oncall.domain.schedule.Team.ANA_BEN_CHLOE;
import static io.taskcall.oncall.domain.schedule.Team.BEN;
import static io.taskcall.oncall.domain.schedule.Team.BY_CLOCK;
import static io.taskcall.oncall.domain.schedule.Team.CHLOE;
import static io.taskcall.oncall.domain.schedule.Team.every;
import static io.taskcall.oncall.domain.schedule.Team.handoffs;
import static io.taskcall.oncall.domain.schedule.Team.schedule;
import static io.taskcall.oncall.domain.schedule.Team.who;
import static io.taskcall.oncall.domain.schedule.Team.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.oncall.domain.rotation.Hours;
import io.taskcall.oncall.domain.rotation.Restriction;
import io.taskcall.oncall.domain.rotation.Rotation;
import io.taskcall.oncall.domain.rotation.Rotation.Unit;
import io.taskcall.oncall.domain.rotation.ShiftLength;
import io.taskcall.oncall.domain.rotation.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DaylightSavingTest {
  @Test
  void handoff_stays_at_the_same_hour_of_the_wall_clock_in_summer() {
    var weekly = turns("Europe/Berlin", Unit.WEEKLY, "2026-03-23T09:00");
    assertThat(who(weekly, "2026-03-30T06:59:59Z")).containsExactly(ANA);
    assertThat(who(weekly, "2026-03-30T07:00:00Z")).containsExactly(BEN);
  }

  @Test
  void handoff_in_the_skipped_hour_of_spring_happens_once_at_its_end() {
    var daily = turns("Europe/Berlin", Unit.DAILY, "2026-03-28T02:30");
    assertThat(handoffs(daily, "2026-03-28T01:30:00Z", "2026-03-31T00:00:00Z"))
        .isEqualTo(
            instants("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"));
  }

  @Test
  void handoff_in_the_repeated_hour_of_autumn_happens_at_its_first_occurrence() {
    var daily = turns("America/New_York", Unit.DAILY, "2026-10-31T01:30");
    assertThat(handoffs(daily, "2026-10-31T05:30:00Z", "2026-11-03T00:00:00Z"))
        .isEqualTo(
            instants("2026-10-31T05:30:00Z", "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z"));
  }

  @Test
  void elapsed_hours_last_an_hour_even_when_the_clocks_change() {
    var hourly = turns("Europe/Berlin", Unit.HOURLY, "2026-10-25T01:00");
    assertThat(handoffs(hourly, "2026-10-24T23:00:00Z", "2026-10-25T03:00:00Z"))
        .isEqualTo(
            instants(
                "2026-10-24T23:00:00Z",
                "2026-10-25T00:00:00Z",
                "2026-10-25T01:00:00Z",
                "2026-10-25T02:00:00Z"));
  }

  @Test
  void hours_by_the_clock_last_two_hours_in_autumn_and_none_in_spring() {
    var hourly = byClock("Europe/Berlin", "2026-10-25T01:00");
    assertThat(handoffs(hourly, "2026-10-24T23:00:00Z", "2026-10-25T03:00:00Z"))
        .isEqualTo(
            instants("2026-10-24T23:00:00Z", "2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z"));
    var spring = byClock("Europe/Berlin", "2026-03-29T01:00");
    assertThat(who(spring, "2026-03-29T00:30:00Z")).containsExactly(ANA);
    assertThat(who(spring, "2026-03-29T01:30:00Z")).containsExactly(BEN);
    assertThat(who(spring, "2026-03-29T02:30:00Z")).containsExactly(CHLOE);
  }

  @Test
  void two_hours_of_the_clock_lost_in_gaps_of_many_years_are_counted_once_each() {
    var hourly = byClock("Europe/Berlin", "1996-01-01T00:00");
    // 30 springs, each of which takes an hour from the clock, and one hour of winter time.
    long hours = Duration.between(berlin("1996-01-01T00:00"), berlin("2025-12-31T00:00")).toHours();
    var expected = ANA_BEN_CHLOE.get((int) ((hours - 30) % 3));
    assertThat(who(hourly, "2025-12-30T23:30:00Z")).isEqualTo(expected);
  }

  @Test
  void half_an_hour_is_skipped_and_repeated_on_lord_howe() {
    var spring = turns("Australia/Lord_Howe", Unit.DAILY, "2026-10-03T02:15");
    assertThat(handoffs(spring, "2026-10-02T15:45:00Z", "2026-10-05T00:00:00Z"))
        .isEqualTo(
            instants("2026-10-02T15:45:00Z", "2026-10-03T15:30:00Z", "2026-10-04T15:15:00Z"));
    var autumn = turns("Australia/Lord_Howe", Unit.DAILY, "2026-04-04T01:45");
    assertThat(handoffs(autumn, "2026-04-03T14:45:00Z", "2026-04-06T00:00:00Z"))
        .isEqualTo(
            instants("2026-04-03T14:45:00Z", "2026-04-04T14:45:00Z", "2026-04-05T15:15:00Z"));
  }

  @Test
  void day_that_apia_never_had_takes_no_turn() {
    var midnight = turns("Pacific/Apia", Unit.DAILY, "2011-12-28T00:00");
    assertThat(who(midnight, "2011-12-29T12:00:00Z")).containsExactly(BEN);
    assertThat(handoffs(midnight, "2011-12-28T10:00:00Z", "2012-01-01T00:00:00Z"))
        .isEqualTo(
            instants(
                "2011-12-28T10:00:00Z",
                "2011-12-29T10:00:00Z",
                "2011-12-30T10:00:00Z",
                "2011-12-31T10:00:00Z"));
    assertThat(who(midnight, "2011-12-30T12:00:00Z")).containsExactly(CHLOE);
    assertThat(who(midnight, "2011-12-31T12:00:00Z")).containsExactly(ANA);
  }

  @Test
  void clocks_go_back_for_the_month_of_ramadan_in_casablanca() {
    var daily = turns("Africa/Casablanca", Unit.DAILY, "2026-02-14T09:00");
    assertThat(handoffs(daily, "2026-02-14T08:00:00Z", "2026-02-17T00:00:00Z"))
        .isEqualTo(
            instants("2026-02-14T08:00:00Z", "2026-02-15T09:00:00Z", "2026-02-16T09:00:00Z"));
    assertThat(handoffs(daily, "2026-03-22T08:00:00Z", "2026-03-24T00:00:00Z"))
        .isEqualTo(instants("2026-03-22T08:00:00Z", "2026-03-23T08:00:00Z"));
  }

  @Test
  void nothing_changes_where_clocks_never_change() {
    var daily = turns("Asia/Kolkata", Unit.DAILY, "2026-03-28T09:00");
    assertThat(handoffs(daily, "2026-03-28T03:30:00Z", "2026-03-30T00:00:00Z"))
        .isEqualTo(instants("2026-03-28T03:30:00Z", "2026-03-29T03:30:00Z"));
  }

  @Test
  void night_shift_by_the_clock_ends_at_the_same_hour_and_one_by_elapsed_time_does_not() {
    var night =
        Layer.of(
            "night", ZoneId.of("Europe/Berlin"), every(Unit.DAILY, 1, "2026-10-24T20:00"), ANA_BEN);
    assertThat(end(night, Hours.BY_CLOCK)).isEqualTo("2026-10-25T07:00:00Z");
    assertThat(end(night, Hours.ELAPSED)).isEqualTo("2026-10-25T06:00:00Z");
  }

  @Test
  void restriction_across_midnight_is_an_hour_longer_in_autumn_and_shorter_in_spring() {
    var night =
        new Restriction.Daily(
            EnumSet.allOf(DayOfWeek.class), LocalTime.of(22, 0), LocalTime.of(6, 0));
    assertThat(open(night, "2026-10-24T12:00:00Z"))
        .isEqualTo(window("2026-10-24T20:00:00Z", "2026-10-25T05:00:00Z"));
    assertThat(open(night, "2026-03-28T12:00:00Z"))
        .isEqualTo(window("2026-03-28T21:00:00Z", "2026-03-29T04:00:00Z"));
  }

  @Test
  void restriction_within_the_skipped_hour_has_nobody_that_day() {
    var lost =
        new Restriction.Daily(
            EnumSet.of(DayOfWeek.SUNDAY), LocalTime.of(2, 15), LocalTime.of(2, 45));
    assertThat(open(lost, "2026-03-28T12:00:00Z"))
        .isEqualTo(window("2026-04-05T00:15:00Z", "2026-04-05T00:45:00Z"));
  }

  @Test
  void restriction_that_ends_in_the_repeated_hour_ends_at_its_first_occurrence() {
    var evening =
        new Restriction.Daily(
            EnumSet.of(DayOfWeek.SUNDAY), LocalTime.of(1, 0), LocalTime.of(2, 30));
    assertThat(open(evening, "2026-10-24T12:00:00Z"))
        .isEqualTo(window("2026-10-24T23:00:00Z", "2026-10-25T00:30:00Z"));
  }

  private static Window open(Restriction restriction, String after) {
    var layer =
        Layer.of("a", ZoneId.of("Europe/Berlin"), new Rotation.Never(), ANA_BEN)
            .restrictedTo(List.of(restriction));
    var from = Instant.parse(after);
    return FinalSchedule.of(schedule(layer), new Window(from, from.plus(Duration.ofDays(9))))
        .shifts()
        .getFirst()
        .during();
  }

  private static Instant end(Layer night, Hours hours) {
    var twelve = new ShiftLength.Fixed(Duration.ofHours(12), hours);
    var at = Instant.parse("2026-10-24T18:00:00Z");
    return OnCall.at(schedule(night.lasting(twelve)), at).during().end();
  }

  private static Schedule turns(String zone, Unit unit, String start) {
    return schedule(Layer.of("a", ZoneId.of(zone), every(unit, 1, start), ANA_BEN_CHLOE));
  }

  private static Schedule byClock(String zone, String start) {
    return schedule(
        BY_CLOCK, Layer.of("a", ZoneId.of(zone), every(Unit.HOURLY, 1, start), ANA_BEN_CHLOE));
  }

  private static Instant berlin(String local) {
    return LocalDateTime.parse(local).atZone(ZoneId.of("Europe/Berlin")).toInstant();
  }

  private static List<Instant> instants(String... texts) {
    return Stream.of(texts).map(Instant::parse).toList();
  }
}
