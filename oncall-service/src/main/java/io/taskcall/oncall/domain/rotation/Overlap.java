package io.taskcall.oncall.domain.rotation;

import java.time.Duration;

/**
 * How many shifts of one layer are on at a time, where they last longer than it takes to the next.
 */
public final class Overlap {
  /** Of more than so many, those that began last count: nobody plans more, and each costs time. */
  static final int MOST = 100;

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration SHORTEST_MONTH = Duration.ofDays(28);
  private static final int WEEKS_OF_A_MONTH = 5;

  private Overlap() {}

  /** No more than this many are. */
  public static long atMost(Rotation rotation, ShiftLength length) {
    return switch (length) {
      case ShiftLength.UntilHandoff _ -> 1;
      case ShiftLength.Fixed fixed -> atMost(rotation, fixed.length());
    };
  }

  private static long atMost(Rotation rotation, Duration length) {
    return switch (rotation) {
      case Rotation.Never _, Rotation.Once _ -> 1;
      case Rotation.Every every -> {
        var spacing = new Intervals(every).spacing();
        yield begun(length, spacing, 1, spacing);
      }
      case Rotation.OnWeekdays days -> {
        int perWeek = days.days().size();
        yield switch (days.unit()) {
          case MONTHLY -> begun(length, months(days.interval()), perWeek * WEEKS_OF_A_MONTH, DAY);
          case WEEKLY -> begun(length, WEEK.multipliedBy(days.interval()), perWeek, DAY);
          case HOURLY, DAILY, YEARLY -> begun(length, WEEK, perWeek, DAY);
        };
      }
      case Rotation.OnMonthDays days ->
          begun(length, months(days.interval()), days.days().size(), DAY);
    };
  }

  private static Duration months(int interval) {
    return SHORTEST_MONTH.multipliedBy(interval);
  }

  /** How many begin in a stretch of time, if so many of them do in each period. */
  private static long begun(Duration stretch, Duration period, int inPeriod, Duration apart) {
    long whole = stretch.dividedBy(period);
    var rest = stretch.minus(period.multipliedBy(whole));
    long begun = rest.dividedBy(apart);
    long inRest = apart.multipliedBy(begun).equals(rest) ? begun : begun + 1;
    return whole * inPeriod + Math.min(inPeriod, inRest);
  }
}
