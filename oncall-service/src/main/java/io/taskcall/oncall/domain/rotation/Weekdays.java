package io.taskcall.oncall.domain.rotation;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/** Shifts that begin on given days of the week. A period is a week with shifts. */
final class Weekdays implements Pattern {
  private final LocalDateTime firstWeek;
  private final List<Integer> days;
  private final int weeks;

  /** How many shifts are a turn. */
  private final int perTurn;

  /** How many shifts of the first week are before the rotation starts. */
  private final int missed;

  /** The shift, counted from the first week's first, from which turns are counted. */
  private final int origin;

  Weekdays(Rotation.OnWeekdays rotation) {
    var daily = rotation.unit() == Rotation.Unit.DAILY;
    var start = rotation.start();
    LocalDate week =
        start.toLocalDate().with(TemporalAdjusters.previousOrSame(rotation.weekStart()));
    firstWeek = week.atTime(start.toLocalTime());
    days =
        rotation.days().stream().map(day -> daysAfter(rotation.weekStart(), day)).sorted().toList();
    weeks = daily ? 1 : rotation.interval();
    perTurn = daily ? rotation.interval() : days.size();
    missed = (int) days.stream().filter(day -> firstWeek.plusDays(day).isBefore(start)).count();
    origin = daily || missed == days.size() ? missed : 0;
  }

  @Override
  public long periodAt(LocalDateTime local) {
    return Math.floorDiv(ChronoUnit.DAYS.between(firstWeek, local), 7 * weeks);
  }

  @Override
  public List<LocalDateTime> starts(long period) {
    var week = firstWeek.plusWeeks(Math.multiplyExact(period, weeks));
    return days.stream().map(week::plusDays).toList();
  }

  @Override
  public long turn(long period, int index) {
    return Math.floorDiv(period * days.size() + index - origin, perTurn);
  }

  @Override
  public Place first(long turn) {
    long shift = turn == 0 ? missed : turn * perTurn + origin;
    return new Place(
        Math.floorDiv(shift, days.size()), (int) Math.floorMod(shift, (long) days.size()));
  }

  @Override
  public int cycle() {
    return days.size() / Whole.divisor(days.size(), perTurn);
  }

  @Override
  public Duration spacing() {
    return Duration.ofDays(1);
  }

  private static int daysAfter(DayOfWeek weekStart, DayOfWeek day) {
    return Math.floorMod(day.getValue() - weekStart.getValue(), 7);
  }
}
