package io.taskcall.oncall.domain.routing;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * The same hours on some days of every week, by the clock on the wall.
 *
 * @param days those on which the hours begin
 * @param from the first moment
 * @param to the first moment that is outside; hours that end no later than they begin end the next
 *     day
 */
public record WeeklyHours(ZoneId zone, Set<DayOfWeek> days, LocalTime from, LocalTime to) {
  public WeeklyHours {
    days = Set.copyOf(days);
    if (days.isEmpty()) {
      throw new IllegalArgumentException("hours of a week are on some day");
    }
  }

  boolean contain(Instant at) {
    var local = at.atZone(zone);
    var time = local.toLocalTime();
    var today = local.getDayOfWeek();
    if (from.isBefore(to)) {
      return days.contains(today) && !time.isBefore(from) && time.isBefore(to);
    }
    return (days.contains(today) && !time.isBefore(from))
        || (days.contains(today.minus(1)) && time.isBefore(to));
  }
}
