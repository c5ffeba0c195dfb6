package io.taskcall.oncall.domain.impact;

import java.time.Duration;
import java.time.LocalDate;

/**
 * How a service did on a day of the calendar.
 *
 * @param elapsed how much of the day has passed: all of it, unless it is today
 * @param impacted for how much of that the service was impacted
 */
public record Day(LocalDate date, Duration elapsed, Duration impacted) {
  public Day {
    if (impacted.isNegative() || impacted.compareTo(elapsed) > 0) {
      throw new IllegalArgumentException("impacted " + impacted + " of " + elapsed);
    }
  }

  /** Impacted minutes; a minute that has begun counts, so that no impact reads as none. */
  public long impactedMinutes() {
    return impacted.plusMinutes(1).minusNanos(1).toMinutes();
  }
}
