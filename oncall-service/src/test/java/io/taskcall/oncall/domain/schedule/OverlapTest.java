package io.taskcall.oncall.domain.schedule;

import static io.taskcall.oncall.domain.schedule.Team.ANA_BEN;
import static io.taskcall.oncall.domain.schedule.Team.UTC;
import static io.taskcall.oncall.domain.schedule.Team.every;
import static io.taskcall.oncall.domain.schedule.Team.schedule;
import static io.taskcall.oncall.domain.schedule.Team.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.oncall.domain.rotation.Hours;
import io.taskcall.oncall.domain.rotation.Overlap;
import io.taskcall.oncall.domain.rotation.Rotation;
import io.taskcall.oncall.domain.rotation.Rotation.Unit;
import io.taskcall.oncall.domain.rotation.ShiftLength;
import io.taskcall.oncall.domain.rotation.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OverlapTest {
  private static final LocalDateTime START = LocalDateTime.parse("2026-01-05T09:00");
  private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

  /** As a breaker once saved it, when that was not refused yet. */
  private static final Schedule HEAP =
      schedule(
          Layer.of("heap", UTC, every(Unit.HOURLY, 1, "2026-01-01T00:00"), ANA_BEN)
              .lasting(new ShiftLength.Fixed(Duration.ofDays(366), Hours.ELAPSED)));

  private static final Window YEAR = window("2026-01-01T00:00:00Z", "2026-12-01T00:00:00Z");

  @Test
  void shift_as_long_as_the_way_to_the_next_overlaps_none() {
    assertThat(overlapping(every(Unit.DAILY, 1, "2026-01-05T09:00"), "PT24H")).isEqualTo(1);
    assertThat(overlapping(every(Unit.DAILY, 1, "2026-01-05T09:00"), "PT24H1S")).isEqualTo(2);
    assertThat(overlapping(every(Unit.WEEKLY, 2, "2026-01-05T09:00"), "P28D")).isEqualTo(2);
    assertThat(overlapping(every(Unit.HOURLY, 1, "2026-01-05T09:00"), "P366D")).isEqualTo(8784);
    assertThat(overlapping(new Rotation.Never(), "P366D")).isEqualTo(1);
    assertThat(overlapping(new Rotation.Once(START), "P366D")).isEqualTo(1);
  }

  @Test
  void shifts_on_some_days_overlap_as_often_as_these_days_come() {
    assertThat(overlapping(weekends(Unit.WEEKLY, 1), "P7D")).isEqualTo(2);
    assertThat(overlapping(weekends(Unit.DAILY, 1), "PT12H")).isEqualTo(1);
    assertThat(overlapping(weekends(Unit.WEEKLY, 2), "P14D")).isEqualTo(2);
    assertThat(overlapping(weekends(Unit.MONTHLY, 1), "P28D")).isEqualTo(10);
    assertThat(overlapping(new Rotation.OnMonthDays(1, START, Set.of(1, 15)), "P28D")).isEqualTo(2);
  }

  @Test
  void of_very_many_shifts_at_a_time_the_hundred_that_began_last_count() {
    assertThat(OnCall.at(HEAP, Instant.parse("2026-06-01T12:30:00Z")))
        .isInstanceOfSatisfying(
            OnCall.People.class,
            people -> {
              assertThat(people.duties()).hasSize(100);
              assertThat(people.userIds()).containsExactlyInAnyOrder(Team.ANA, Team.BEN);
              assertThat(people.duties().getLast().why())
                  .isEqualTo(new Duty.Why.Turn("heap", 151 * 24 + 12));
            });
  }

  @Test
  void each_of_very_many_shifts_is_found_and_they_are_not_more_than_asked_for() {
    int begun = 334 * 24;
    int goingOn = 99;
    assertThat(FinalSchedule.of(HEAP, YEAR).shifts()).hasSize(goingOn + begun);
    assertThat(FinalSchedule.of(HEAP, YEAR, _ -> true, goingOn + begun)).isPresent();
    assertThat(FinalSchedule.of(HEAP, YEAR, _ -> true, goingOn + begun - 1)).isEmpty();
  }

  private static Rotation weekends(Unit unit, int interval) {
    return new Rotation.OnWeekdays(unit, interval, START, WEEKEND, DayOfWeek.MONDAY);
  }

  private static long overlapping(Rotation rotation, String length) {
    return Overlap.atMost(rotation, new ShiftLength.Fixed(Duration.parse(length), Hours.ELAPSED));
  }
}
