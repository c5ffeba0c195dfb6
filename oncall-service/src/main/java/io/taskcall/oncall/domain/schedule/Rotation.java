package io.taskcall.oncall.domain.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * How often the duty is handed over.
 *
 * @param interval how many units a turn lasts, such as 2 for every other week
 * @param start the first handoff, by the clock on the wall
 */
public record Rotation(Unit unit, int interval, LocalDateTime start) {
  /** What turns are counted in. */
  public enum Unit {
    HOURLY(ChronoUnit.HOURS),
    DAILY(ChronoUnit.DAYS),
    WEEKLY(ChronoUnit.WEEKS);

    private final ChronoUnit time;

    Unit(ChronoUnit time) {
      this.time = time;
    }
  }

  public Rotation {
    if (interval < 1) {
      throw new IllegalArgumentException("a rotation's interval is at least 1, was " + interval);
    }
  }

  /** When turn {@code number} begins; the first is 0. */
  public Instant handoff(long number, ZoneId zone) {
    if (unit == Unit.HOURLY) {
      return instantOf(start, zone).plus(Duration.ofHours(Math.multiplyExact(number, interval)));
    }
    return instantOf(start.plus(Math.multiplyExact(number, interval), unit.time), zone);
  }

  /** Which turn {@code at} falls into; negative before the first handoff. */
  public long turnAt(Instant at, ZoneId zone) {
    long turn = Math.floorDiv(elapsed(at, zone), interval);
    while (handoff(turn, zone).isAfter(at)) {
      turn--;
    }
    while (!handoff(turn + 1, zone).isAfter(at)) {
      turn++;
    }
    return turn;
  }

  private long elapsed(Instant at, ZoneId zone) {
    return unit == Unit.HOURLY
        ? ChronoUnit.HOURS.between(instantOf(start, zone), at)
        : unit.time.between(start, LocalDateTime.ofInstant(at, zone));
  }

  /**
   * The instant at which the wall clock shows {@code local}: the first of two in autumn; in the gap
   * of spring, the first instant after it.
   */
  static Instant instantOf(LocalDateTime local, ZoneId zone) {
    var gap = zone.getRules().getTransition(local);
    return gap != null && gap.isGap()
        ? gap.getInstant()
        : local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
  }
}
