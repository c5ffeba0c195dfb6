package io.taskcall.oncall.domain.schedule;

import io.taskcall.oncall.domain.rotation.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What somebody carries over a stretch of time, by the clock of each schedule.
 *
 * @param shifts how many begin in it or go on from before
 * @param onCall how long all of them are together
 * @param nights how much of that is between ten in the evening and six in the morning
 * @param weekends how much of it is on Saturdays and Sundays
 */
public record Load(int shifts, Duration onCall, Duration nights, Duration weekends) {
  /** Somebody who is never on call. */
  public static final Load NONE = new Load(0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  private static final LocalTime EVENING = LocalTime.of(22, 0);
  private static final LocalTime MORNING = LocalTime.of(6, 0);

  /** The load of everybody who is on call by these schedules. */
  public static Map<UUID, Load> of(Collection<Schedule> schedules, Window during) {
    var loads = new LinkedHashMap<UUID, Load>();
    for (var schedule : schedules) {
      for (var shift : FinalSchedule.of(schedule, during).shifts()) {
        var load = of(shift.during(), schedule.zone());
        shift.duty().people().forEach(person -> loads.merge(person, load, Load::and));
      }
    }
    return loads;
  }

  private static Load of(Window shift, ZoneId zone) {
    var first = shift.start().atZone(zone).toLocalDate().minusDays(1);
    var last = shift.end().atZone(zone).toLocalDate();
    var load = new Load(1, between(shift), Duration.ZERO, Duration.ZERO);
    for (var date = first; !date.isAfter(last); date = date.plusDays(1)) {
      var night =
          window(date.atTime(EVENING).atZone(zone), date.plusDays(1).atTime(MORNING).atZone(zone));
      load = load.and(NONE.withNight(common(shift, night)));
      if (List.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY).contains(date.getDayOfWeek())) {
        var day = window(date.atStartOfDay(zone), date.plusDays(1).atStartOfDay(zone));
        load = load.and(NONE.withWeekend(common(shift, day)));
      }
    }
    return load;
  }

  private Load and(Load other) {
    return new Load(
        shifts + other.shifts,
        onCall.plus(other.onCall),
        nights.plus(other.nights),
        weekends.plus(other.weekends));
  }

  private Load withNight(Duration night) {
    return new Load(shifts, onCall, night, weekends);
  }

  private Load withWeekend(Duration weekend) {
    return new Load(shifts, onCall, nights, weekend);
  }

  private static Window window(ZonedDateTime start, ZonedDateTime end) {
    return new Window(start.toInstant(), end.toInstant());
  }

  private static Duration common(Window one, Window other) {
    return one.overlaps(other) ? between(one.and(other)) : Duration.ZERO;
  }

  private static Duration between(Window window) {
    return Duration.between(window.start(), window.end());
  }
}
