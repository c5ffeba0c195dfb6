package io.taskcall.oncall.domain.rotation;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/** When the duty is handed over, by the clock on the wall. */
public sealed interface Rotation {
  /** What intervals are counted in. */
  enum Unit {
    HOURLY(ChronoUnit.HOURS),
    DAILY(ChronoUnit.DAYS),
    WEEKLY(ChronoUnit.WEEKS),
    MONTHLY(ChronoUnit.MONTHS),
    YEARLY(ChronoUnit.YEARS);

    private final ChronoUnit time;

    Unit(ChronoUnit time) {
      this.time = time;
    }

    ChronoUnit time() {
      return time;
    }
  }

  /** Never: one group for good. */
  record Never() implements Rotation {}

  /** It has shifts, the first of which begins at {@link #start}. */
  sealed interface Recurring extends Rotation {
    LocalDateTime start();
  }

  /** One shift, and no other. */
  record Once(LocalDateTime start) implements Recurring {}

  /**
   * After so many hours, days, weeks, months or years. A month without the day of {@code start}
   * hands over on its last day, and the next month on the right day again: 31, 28, 31.
   *
   * @param start when the first shift begins
   * @param firstHandoff when it ends and intervals begin to count, if that is not one interval
   *     after {@code start}
   */
  record Every(Unit unit, int interval, LocalDateTime start, Optional<LocalDateTime> firstHandoff)
      implements Recurring {
    public Every {
      positive(interval);
      if (firstHandoff.isPresent() && firstHandoff.get().isBefore(start)) {
        throw new IllegalArgumentException("a rotation's first handoff is not before its start");
      }
    }

    public Every(Unit unit, int interval, LocalDateTime start) {
      this(unit, interval, start, Optional.empty());
    }
  }

  /**
   * On these days of the week, at the time of {@code start}. {@link Unit#DAILY}: a turn is that
   * many of these days. {@link Unit#WEEKLY} and {@link Unit#MONTHLY}: a turn is all of these days
   * in a week or month, and of {@code interval} weeks or months only the first has shifts.
   *
   * @param weekStart on which day a week begins
   */
  record OnWeekdays(
      Unit unit, int interval, LocalDateTime start, Set<DayOfWeek> days, DayOfWeek weekStart)
      implements Recurring {
    public OnWeekdays {
      positive(interval);
      days = Set.copyOf(days);
      if (days.isEmpty()) {
        throw new IllegalArgumentException("a rotation on weekdays needs at least one");
      }
      if (unit == Unit.HOURLY || unit == Unit.YEARLY) {
        throw new IllegalArgumentException(
            "a rotation on weekdays is daily, weekly or monthly, was " + unit);
      }
    }
  }

  /**
   * On these days of every {@code interval}th month, at the time of {@code start}; all of them are
   * one turn. A month that is too short has its last day instead.
   */
  record OnMonthDays(int interval, LocalDateTime start, Set<Integer> days) implements Recurring {
    public OnMonthDays {
      positive(interval);
      days = Set.copyOf(days);
      if (days.isEmpty() || days.stream().anyMatch(day -> day < 1 || day > 31)) {
        throw new IllegalArgumentException("days of a month are 1 to 31, were " + days);
      }
    }
  }

  private static void positive(int interval) {
    if (interval < 1 || interval > 10_000) {
      throw new IllegalArgumentException("a rotation's interval is 1 to 10,000, was " + interval);
    }
  }
}
