package io.taskcall.oncall.domain.routing;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A time in which people work on a service: alerts are recorded, and page only if they still fire
 * when it is over.
 */
public sealed interface Maintenance {
  /** What is done, for the timeline. */
  String name();

  /** When it is over, if it goes on at {@code now}: from its first moment until just before. */
  Optional<Instant> endAt(Instant now);

  /** Once, now or planned. */
  record Once(String name, Instant from, Instant until) implements Maintenance {
    public Once {
      if (!from.isBefore(until)) {
        throw new IllegalArgumentException("a maintenance begins before it ends");
      }
    }

    @Override
    public Optional<Instant> endAt(Instant now) {
      return now.isBefore(from) || !now.isBefore(until) ? Optional.empty() : Optional.of(until);
    }
  }

  /** Every week on the same day. */
  record Weekly(String name, ZoneId zone, DayOfWeek day, LocalTime from, Duration length)
      implements Maintenance {
    private static final Duration WEEK = Duration.ofDays(7);

    public Weekly {
      if (!length.isPositive() || length.compareTo(WEEK) >= 0) {
        throw new IllegalArgumentException(
            "a weekly maintenance takes less than a week, was " + length);
      }
    }

    @Override
    public Optional<Instant> endAt(Instant now) {
      var today = now.atZone(zone).toLocalDate();
      var begun =
          today.minusDays(Math.floorMod(today.getDayOfWeek().getValue() - day.getValue(), 7));
      return beginning(begun, now).or(() -> beginning(begun.minusWeeks(1), now));
    }

    private Optional<Instant> beginning(LocalDate date, Instant now) {
      var start = date.atTime(from).atZone(zone).toInstant();
      var end = start.plus(length);
      return now.isBefore(start) || !now.isBefore(end) ? Optional.empty() : Optional.of(end);
    }
  }
}
