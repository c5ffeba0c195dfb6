package io.taskcall.oncall.domain.schedule;

import static io.taskcall.oncall.domain.schedule.Team.ANA;
import static io.taskcall.oncall.domain.schedule.Team.ANA_BEN_CHLOE;
import static io.taskcall.oncall.domain.schedule.Team.BEN;
import static io.taskcall.oncall.domain.schedule.Team.CHLOE;
import static io.taskcall.oncall.domain.schedule.Team.KEEPING;
import static io.taskcall.oncall.domain.schedule.Team.UTC;
import static io.taskcall.oncall.domain.schedule.Team.always;
import static io.taskcall.oncall.domain.schedule.Team.every;
import static io.taskcall.oncall.domain.schedule.Team.schedule;
import static io.taskcall.oncall.domain.schedule.Team.who;
import static io.taskcall.oncall.domain.schedule.Team.window;
import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.oncall.domain.rotation.Restriction;
import io.taskcall.oncall.domain.rotation.Rotation.Unit;
import io.taskcall.oncall.domain.rotation.Window;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** In January 2026 the 5th is a Monday. */
class RestrictionTest {
  private static final Window TWO_WEEKS = window("2026-01-05T00:00:00Z", "2026-01-19T00:00:00Z");

  @Test
  void multi_day_restriction_closes_exactly_at_its_closing_instant() {
    var schedule = restricted(weekly(MONDAY, "09:00", WEDNESDAY, "17:00"));
    assertThat(who(schedule, "2026-01-05T08:59:59.999999999Z")).isEmpty();
    assertThat(who(schedule, "2026-01-05T09:00:00Z")).containsExactly(ANA);
    assertThat(who(schedule, "2026-01-07T16:59:59.999999999Z")).containsExactly(ANA);
    assertThat(who(schedule, "2026-01-07T17:00:00Z")).isEmpty();
  }

  @Test
  void restriction_over_the_weekend_reaches_into_the_next_week() {
    assertThat(open(weekly(FRIDAY, "22:00", MONDAY, "06:00")))
        .containsExactly(
            window("2026-01-05T00:00:00Z", "2026-01-05T06:00:00Z"),
            window("2026-01-09T22:00:00Z", "2026-01-12T06:00:00Z"),
            window("2026-01-16T22:00:00Z", "2026-01-19T00:00:00Z"));
  }

  @Test
  void restriction_that_ends_before_it_starts_on_one_day_lasts_almost_a_week() {
    assertThat(open(weekly(TUESDAY, "12:00", TUESDAY, "11:00")))
        .containsExactly(
            window("2026-01-05T00:00:00Z", "2026-01-06T11:00:00Z"),
            window("2026-01-06T12:00:00Z", "2026-01-13T11:00:00Z"),
            window("2026-01-13T12:00:00Z", "2026-01-19T00:00:00Z"));
  }

  @Test
  void equal_start_and_end_is_all_week_from_one_day_to_the_same() {
    assertThat(open(weekly(TUESDAY, "12:00", TUESDAY, "12:00"))).containsExactly(TWO_WEEKS);
  }

  @Test
  void equal_start_and_end_is_a_day_on_each_of_some_days() {
    assertThat(open(daily(Set.of(SATURDAY, SUNDAY), "08:00", "08:00")))
        .containsExactly(
            window("2026-01-05T00:00:00Z", "2026-01-05T08:00:00Z"),
            window("2026-01-10T08:00:00Z", "2026-01-12T08:00:00Z"),
            window("2026-01-17T08:00:00Z", "2026-01-19T00:00:00Z"));
  }

  @Test
  void restrictions_that_overlap_or_touch_are_one() {
    assertThat(
            open(
                daily(Set.of(MONDAY), "08:00", "12:00"),
                daily(Set.of(MONDAY), "12:00", "14:00"),
                daily(Set.of(MONDAY), "09:00", "13:00")))
        .containsExactly(
            window("2026-01-05T08:00:00Z", "2026-01-05T14:00:00Z"),
            window("2026-01-12T08:00:00Z", "2026-01-12T14:00:00Z"));
  }

  @Test
  void restrictions_that_cover_the_week_together_are_none() {
    var days = daily(EnumSet.allOf(DayOfWeek.class), "08:00", "20:00");
    var nights = daily(EnumSet.allOf(DayOfWeek.class), "20:00", "08:00");
    assertThat(open(days, nights)).containsExactly(TWO_WEEKS);
  }

  @Test
  void turn_that_is_wholly_restricted_is_lost_or_kept() {
    var workdays = daily(EnumSet.range(MONDAY, FRIDAY), "09:00", "17:00");
    var layer =
        Layer.of("a", UTC, every(Unit.DAILY, 1, "2026-01-09T00:00"), ANA_BEN_CHLOE)
            .restrictedTo(List.of(workdays));
    assertThat(who(schedule(layer), "2026-01-09T12:00:00Z")).containsExactly(ANA);
    assertThat(who(schedule(layer), "2026-01-12T12:00:00Z")).containsExactly(ANA);
    assertThat(who(schedule(KEEPING, layer), "2026-01-09T12:00:00Z")).containsExactly(ANA);
    assertThat(who(schedule(KEEPING, layer), "2026-01-12T12:00:00Z")).containsExactly(BEN);
    assertThat(who(schedule(KEEPING, layer), "2026-01-13T12:00:00Z")).containsExactly(CHLOE);
    // A Friday and 52 weeks of 5 days: 261 turns before that Monday.
    assertThat(who(schedule(KEEPING, layer), "2027-01-11T12:00:00Z")).containsExactly(ANA);
  }

  @Test
  void turn_of_which_a_second_is_open_is_used_up() {
    var almost = daily(Set.of(SATURDAY), "23:59:59", "00:00");
    var layer =
        Layer.of("a", UTC, every(Unit.DAILY, 1, "2026-01-09T00:00"), ANA_BEN_CHLOE)
            .restrictedTo(List.of(almost));
    assertThat(who(schedule(KEEPING, layer), "2026-01-10T23:59:59Z")).containsExactly(ANA);
    assertThat(who(schedule(KEEPING, layer), "2026-01-17T23:59:59Z")).containsExactly(BEN);
  }

  private static List<Window> open(Restriction... restrictions) {
    return FinalSchedule.of(restricted(restrictions), TWO_WEEKS).shifts().stream()
        .map(Shift::during)
        .toList();
  }

  private static Schedule restricted(Restriction... restrictions) {
    return schedule(always("a", ANA).restrictedTo(List.of(restrictions)));
  }

  private static Restriction weekly(DayOfWeek from, String start, DayOfWeek to, String end) {
    return new Restriction.Weekly(from, LocalTime.parse(start), to, LocalTime.parse(end));
  }

  private static Restriction daily(Set<DayOfWeek> days, String start, String end) {
    return new Restriction.Daily(days, LocalTime.parse(start), LocalTime.parse(end));
  }
}
