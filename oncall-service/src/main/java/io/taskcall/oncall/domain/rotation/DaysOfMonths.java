package io.taskcall.oncall.domain.rotation;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Shifts that begin on given days of a month. A period is a month with shifts, and so is a turn.
 */
final class DaysOfMonths implements Pattern {
  private final YearMonth firstMonth;
  private final LocalDateTime start;
  private final int interval;
  private final Function<YearMonth, Stream<LocalDate>> days;

  /** How many shifts of the first month are before the rotation starts. */
  private final int missed;

  private final int firstPeriod;

  private DaysOfMonths(
      LocalDateTime start, int interval, Function<YearMonth, Stream<LocalDate>> days) {
    this.firstMonth = YearMonth.from(start);
    this.start = start;
    this.interval = interval;
    this.days = days;
    var first = starts(0);
    this.missed = (int) first.stream().filter(shift -> shift.isBefore(start)).count();
    this.firstPeriod = missed == first.size() ? 1 : 0;
  }

  static Pattern of(Rotation.OnWeekdays rotation) {
    return new DaysOfMonths(
        rotation.start(),
        rotation.interval(),
        month -> every(month).filter(day -> rotation.days().contains(day.getDayOfWeek())));
  }

  static Pattern of(Rotation.OnMonthDays rotation) {
    return new DaysOfMonths(
        rotation.start(),
        rotation.interval(),
        month ->
            rotation.days().stream()
                .map(day -> Math.min(day, month.lengthOfMonth()))
                .distinct()
                .sorted()
                .map(month::atDay));
  }

  @Override
  public long periodAt(LocalDateTime local) {
    return Math.floorDiv(
        ChronoUnit.MONTHS.between(firstMonth, YearMonth.from(local)), (long) interval);
  }

  @Override
  public List<LocalDateTime> starts(long period) {
    var month = firstMonth.plusMonths(Math.multiplyExact(period, interval));
    return days.apply(month).map(day -> day.atTime(start.toLocalTime())).toList();
  }

  @Override
  public long turn(long period, int index) {
    return period - firstPeriod;
  }

  @Override
  public Place first(long turn) {
    boolean late = turn == 0 && firstPeriod == 0;
    return new Place(turn + firstPeriod, late ? missed : 0);
  }

  @Override
  public int cycle() {
    return 0;
  }

  @Override
  public Duration spacing() {
    return Duration.ofDays(7);
  }

  private static Stream<LocalDate> every(YearMonth month) {
    return IntStream.rangeClosed(1, month.lengthOfMonth()).mapToObj(month::atDay);
  }
}
