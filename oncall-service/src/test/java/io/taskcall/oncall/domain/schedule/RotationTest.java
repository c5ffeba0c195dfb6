package io.taskcall.oncall.domain.schedule;

import static io.taskcall.oncall.domain.schedule.Team.ANA;
import static io.taskcall.oncall.domain.schedule.Team.ANA_BEN;
import static io.taskcall.oncall.domain.schedule.Team.ANA_BEN_CHLOE;
import static io.taskcall.oncall.domain.schedule.Team.BEN;
import static io.taskcall.oncall.domain.schedule.Team.BERLIN;
import static io.taskcall.oncall.domain.schedule.Team.CHLOE;
import static io.taskcall.oncall.domain.schedule.Team.UTC;
import static io.taskcall.oncall.domain.schedule.Team.every;
import static io.taskcall.oncall.domain.schedule.Team.handoffs;
import static io.taskcall.oncall.domain.schedule.Team.schedule;
import static io.taskcall.oncall.domain.schedule.Team.who;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskcall.oncall.domain.rotation.Hours;
import io.taskcall.oncall.domain.rotation.Rotation;
import io.taskcall.oncall.domain.rotation.Rotation.Unit;
import io.taskcall.oncall.domain.rotation.ShiftLength;
import io.taskcall.oncall.domain.rotation.Turns;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RotationTest {
  @Test
  void turn_begins_exactly_at_the_handoff() {
    var weekly = turns(Unit.WEEKLY, 1, "2026-01-05T09:00");
    assertThat(who(weekly, "2026-01-12T08:59:59.999999999Z")).containsExactly(ANA);
    assertThat(who(weekly, "2026-01-12T09:00:00Z")).containsExactly(BEN);
    assertThat(who(weekly, "2026-01-26T09:00:00Z")).containsExactly(ANA);
  }

  @Test
  void nobody_is_on_call_before_the_first_turn() {
    var weekly = turns(Unit.WEEKLY, 1, "2026-01-05T09:00");
    assertThat(who(weekly, "2026-01-05T08:59:59Z")).isEmpty();
    assertThat(who(weekly, "2026-01-05T09:00:00Z")).containsExactly(ANA);
  }

  @Test
  void rotation_whose_turn_is_known_reaches_back_before_its_start() {
    var layer =
        Layer.of("a", UTC, every(Unit.DAILY, 1, "2026-01-05T09:00"), ANA_BEN_CHLOE)
            .knowing(new Turns.Known(Instant.parse("2026-01-07T12:00:00Z"), 1));
    assertThat(who(schedule(layer), "2026-01-07T09:00:00Z")).containsExactly(BEN);
    assertThat(who(schedule(layer), "2026-01-08T09:00:00Z")).containsExactly(CHLOE);
    assertThat(who(schedule(layer), "2026-01-04T10:00:00Z")).containsExactly(BEN);
    assertThat(who(schedule(layer), "2026-01-03T10:00:00Z")).containsExactly(ANA);
  }

  @Test
  void first_turn_lasts_until_the_first_handoff_however_long_that_is() {
    var start = LocalDateTime.parse("2026-01-05T00:00");
    var rotation = new Rotation.Every(Unit.DAILY, 1, start, Optional.of(start.plusDays(3)));
    var schedule = schedule(Layer.of("a", UTC, rotation, ANA_BEN));
    assertThat(who(schedule, "2026-01-07T23:59:59Z")).containsExactly(ANA);
    assertThat(who(schedule, "2026-01-08T00:00:00Z")).containsExactly(BEN);
    assertThat(who(schedule, "2026-01-09T00:00:00Z")).containsExactly(ANA);
  }

  @Test
  void month_too_short_for_the_31st_hands_over_on_its_last_day_and_the_next_on_the_31st_again() {
    var monthly = turns(Unit.MONTHLY, 1, "2026-01-31T09:00");
    assertThat(handoffs(monthly, "2026-01-31T09:00:00Z", "2026-06-01T00:00:00Z"))
        .containsExactlyElementsOf(
            at9("2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"));
    assertThat(who(monthly, "2026-02-28T08:59:59Z")).containsExactly(ANA);
    assertThat(who(monthly, "2026-02-28T09:00:00Z")).containsExactly(BEN);
  }

  @Test
  void yearly_from_a_leap_day_hands_over_on_the_28th_except_in_leap_years() {
    var yearly = turns(Unit.YEARLY, 1, "2024-02-29T09:00");
    assertThat(handoffs(yearly, "2024-02-29T09:00:00Z", "2028-12-31T00:00:00Z"))
        .containsExactlyElementsOf(
            at9("2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"));
  }

  @Test
  void week_start_decides_which_weekend_days_belong_together() {
    assertThat(weekend(DayOfWeek.MONDAY, "2026-01-04")).containsExactly(ANA);
    assertThat(weekend(DayOfWeek.MONDAY, "2026-01-10")).containsExactly(BEN);
    assertThat(weekend(DayOfWeek.MONDAY, "2026-01-11")).containsExactly(BEN);
    assertThat(weekend(DayOfWeek.SUNDAY, "2026-01-04")).containsExactly(BEN);
    assertThat(weekend(DayOfWeek.SUNDAY, "2026-01-10")).containsExactly(BEN);
    assertThat(weekend(DayOfWeek.SUNDAY, "2026-01-11")).containsExactly(ANA);
  }

  @Test
  void week_start_decides_which_weeks_are_every_other_week() {
    var days = Set.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY);
    var start = LocalDateTime.parse("2026-01-08T00:00");
    var fromMonday = weekdays(Unit.WEEKLY, 2, start, days, DayOfWeek.MONDAY);
    var fromSunday = weekdays(Unit.WEEKLY, 2, start, days, DayOfWeek.SUNDAY);
    assertThat(handoffs(fromMonday, "2026-01-08T00:00:00Z", "2026-02-01T00:00:00Z"))
        .containsExactlyElementsOf(midnights("2026-01-11", "2026-01-19", "2026-01-25"));
    assertThat(handoffs(fromSunday, "2026-01-08T00:00:00Z", "2026-02-01T00:00:00Z"))
        .containsExactlyElementsOf(midnights("2026-01-18", "2026-01-19"));
  }

  @Test
  void first_group_has_the_first_week_with_shifts_though_the_rotation_starts_after_that_weeks() {
    var start = LocalDateTime.parse("2026-01-08T00:00");
    var mondays = weekdays(Unit.WEEKLY, 1, start, Set.of(DayOfWeek.MONDAY), DayOfWeek.MONDAY);
    assertThat(who(mondays, "2026-01-08T00:00:00Z")).isEmpty();
    assertThat(who(mondays, "2026-01-12T00:00:00Z")).containsExactly(ANA);
    assertThat(who(mondays, "2026-01-19T00:00:00Z")).containsExactly(BEN);
  }

  @Test
  void daily_turn_on_weekdays_lasts_over_the_weekend_where_shifts_last_until_the_handoff() {
    var workdays = Set.of(DayOfWeek.THURSDAY, DayOfWeek.FRIDAY, DayOfWeek.MONDAY);
    var rotation =
        new Rotation.OnWeekdays(
            Unit.DAILY, 1, LocalDateTime.parse("2026-01-08T09:00"), workdays, DayOfWeek.MONDAY);
    var schedule = schedule(Layer.of("a", UTC, rotation, ANA_BEN_CHLOE));
    assertThat(who(schedule, "2026-01-09T08:59:59Z")).containsExactly(ANA);
    assertThat(who(schedule, "2026-01-11T23:00:00Z")).containsExactly(BEN);
    assertThat(who(schedule, "2026-01-12T09:00:00Z")).containsExactly(CHLOE);
  }

  @Test
  void monthly_on_given_days_uses_the_last_day_of_a_month_that_is_too_short() {
    var rotation =
        new Rotation.OnMonthDays(1, LocalDateTime.parse("2026-01-15T00:00"), Set.of(15, 31));
    var schedule = schedule(Layer.of("a", UTC, rotation, ANA_BEN).lasting(hours(24)));
    assertThat(handoffs(schedule, "2026-01-01T00:00:00Z", "2026-03-20T00:00:00Z"))
        .containsExactlyElementsOf(
            midnights("2026-01-15", "2026-01-31", "2026-02-15", "2026-02-28", "2026-03-15"));
    assertThat(who(schedule, "2026-02-28T12:00:00Z")).containsExactly(BEN);
    assertThat(who(schedule, "2026-03-15T12:00:00Z")).containsExactly(ANA);
  }

  @Test
  void shifts_longer_than_their_distance_overlap() {
    var layer = Layer.of("a", UTC, every(Unit.DAILY, 1, "2026-01-05T09:00"), ANA_BEN_CHLOE);
    var schedule = schedule(layer.lasting(hours(25)));
    assertThat(who(schedule, "2026-01-06T08:59:59Z")).containsExactly(ANA);
    assertThat(who(schedule, "2026-01-06T09:00:00Z")).containsExactly(ANA, BEN);
    assertThat(who(schedule, "2026-01-06T09:59:59Z")).containsExactly(ANA, BEN);
    assertThat(who(schedule, "2026-01-06T10:00:00Z")).containsExactly(BEN);
  }

  @Test
  void rotation_of_two_thousand_years_answers_like_a_young_one() {
    var old = schedule(Layer.of("a", BERLIN, every(Unit.DAILY, 1, "0026-01-05T09:00"), ANA_BEN));
    var young = schedule(Layer.of("a", BERLIN, every(Unit.DAILY, 1, "2026-01-05T09:00"), ANA_BEN));
    for (var day = Instant.parse("2026-03-01T12:00:00Z");
        day.isBefore(Instant.parse("2026-04-10T00:00:00Z"));
        day = day.plus(Duration.ofDays(1))) {
      // 730,485 days lie between the two starts, an odd number, so that the turns are exchanged.
      assertThat(who(old, day)).isNotEqualTo(who(young, day)).hasSize(1);
    }
  }

  @Test
  void nonsense_is_refused_with_a_reason() {
    assertThatThrownBy(() -> every(Unit.DAILY, 0, "2026-01-05T09:00"))
        .hasMessage("a rotation's interval is 1 to 10,000, was 0");
    assertThatThrownBy(() -> hours(0)).hasMessage("a shift lasts up to 366 days, was PT0S");
    assertThatThrownBy(() -> schedule(Team.always("a", ANA), Team.always("a", BEN)))
        .hasMessage("two layers of a schedule have the same name");
  }

  private static List<UUID> weekend(DayOfWeek weekStart, String date) {
    var start = LocalDateTime.parse("2026-01-03T00:00");
    var days = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    return who(weekdays(Unit.WEEKLY, 1, start, days, weekStart), date + "T06:00:00Z");
  }

  private static Schedule weekdays(
      Unit unit, int interval, LocalDateTime start, Set<DayOfWeek> days, DayOfWeek weekStart) {
    var rotation = new Rotation.OnWeekdays(unit, interval, start, days, weekStart);
    return schedule(Layer.of("a", UTC, rotation, ANA_BEN).lasting(hours(12)));
  }

  private static ShiftLength hours(int hours) {
    return new ShiftLength.Fixed(Duration.ofHours(hours), Hours.ELAPSED);
  }

  private static Schedule turns(Unit unit, int interval, String start) {
    return schedule(Layer.of("a", UTC, every(unit, interval, start), ANA_BEN_CHLOE));
  }

  private static List<Instant> at9(String... dates) {
    return Stream.of(dates).map(date -> Instant.parse(date + "T09:00:00Z")).toList();
  }

  private static List<Instant> midnights(String... dates) {
    return Stream.of(dates).map(date -> Instant.parse(date + "T00:00:00Z")).toList();
  }
}
