package io.taskcall.oncall.domain.contact;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When a person is not to be bothered with what can wait, every day by the clock on the wall. Hours
 * that end before they begin end the next day.
 */
public record QuietHours(ZoneId zone, LocalTime from, LocalTime to) {
  public QuietHours {
    if (from.equals(to)) {
      throw new IllegalArgumentException("quiet hours end at another time than they begin");
    }
  }

  /** The first moment at or after {@code at} that is not quiet. */
  public Instant over(Instant at) {
    var local = at.atZone(zone);
    return isQuiet(local.toLocalTime()) ? end(local).toInstant() : at;
  }

  private boolean isQuiet(LocalTime time) {
    boolean begun = !time.isBefore(from);
    boolean going = time.isBefore(to);
    return from.isBefore(to) ? begun && going : begun || going;
  }

  /** In the hour that autumn repeats, the end is the one that is yet to come. */
  private ZonedDateTime end(ZonedDateTime local) {
    var day =
        local.toLocalTime().isBefore(to) ? local.toLocalDate() : local.toLocalDate().plusDays(1);
    var end = day.atTime(to).atZone(zone);
    return end.isAfter(local) ? end : end.withLaterOffsetAtOverlap();
  }
}
