package io.taskcall.oncall.setup;

import io.taskcall.oncall.domain.rotation.Hours;
import io.taskcall.oncall.domain.schedule.Options;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as the setup file has it. One that is only a rotation of participants needs no layers.
 * People are their e-mail addresses, dates and times those of the wall clock.
 */
record ScheduleEntry(
    @Nullable String key,
    @Nullable String name,
    @Nullable ZoneId timeZone,
    @Nullable RotationEntry rotation,
    @Nullable List<List<String>> participants,
    @Nullable OptionsEntry options,
    @Nullable List<LayerEntry> layers,
    @Nullable List<OverrideEntry> overrides,
    @Nullable List<Duration> handoffNotices) {

  record OptionsEntry(
      @Nullable Hours hours,
      Options.@Nullable Layers layers,
      Options.@Nullable Restricted restricted) {}

  /**
   * A layer.
   *
   * @param rotation absent if there is one group for good
   * @param shiftLength absent if shifts last until the next handoff
   */
  record LayerEntry(
      @Nullable String name,
      @Nullable ZoneId timeZone,
      @Nullable RotationEntry rotation,
      @Nullable List<List<String>> participants,
      @Nullable Duration shiftLength,
      @Nullable Hours shiftHours,
      @Nullable List<RestrictionEntry> restrictions,
      @Nullable LocalDateTime from,
      @Nullable LocalDateTime until,
      @Nullable KnownEntry known,
      @Nullable Integer priority) {}

  record RotationEntry(
      @Nullable Kind type,
      @Nullable Integer interval,
      @Nullable LocalDateTime start,
      @Nullable LocalDateTime firstHandoff,
      @Nullable List<Day> days,
      @Nullable Day weekStart,
      @Nullable List<Integer> monthDays) {}

  /** Says which group, the first of which is 1, is on call at a time. */
  record KnownEntry(@Nullable LocalDateTime at, @Nullable Integer group) {}

  /** Either on some days, or from a day to a day. */
  record RestrictionEntry(
      @Nullable List<Day> days,
      @Nullable Day fromDay,
      @Nullable LocalTime from,
      @Nullable Day toDay,
      @Nullable LocalTime to) {}

  /** Either adds and removes people, or replaces everybody. */
  record OverrideEntry(
      @Nullable LocalDateTime from,
      @Nullable LocalDateTime to,
      @Nullable List<String> remove,
      @Nullable List<String> add,
      @Nullable List<String> everybody,
      @Nullable Integer priority) {}

  /** How often there is a handoff. */
  enum Kind {
    ONCE,
    HOURLY,
    DAILY,
    WEEKLY,
    MONTHLY,
    YEARLY
  }

  /** A day of the week. */
  enum Day {
    MON(DayOfWeek.MONDAY),
    TUE(DayOfWeek.TUESDAY),
    WED(DayOfWeek.WEDNESDAY),
    THU(DayOfWeek.THURSDAY),
    FRI(DayOfWeek.FRIDAY),
    SAT(DayOfWeek.SATURDAY),
    SUN(DayOfWeek.SUNDAY);

    private final DayOfWeek day;

    Day(DayOfWeek day) {
      this.day = day;
    }

    DayOfWeek day() {
      return day;
    }
  }
}
