package io.taskcall.oncall.domain.rotation;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Shifts that begin every so many hours, days, weeks, months or years: each is a turn. */
record Intervals(Rotation.Every rotation) implements Pattern {
  private static final int HOURS_OF_A_WEEK = 168;

  @Override
  public long periodAt(LocalDateTime local) {
    long passed = rotation.unit().time().between(origin(), local) / rotation.interval();
    return rotation.firstHandoff().isPresent() ? Math.max(0, passed + 1) : passed;
  }

  @Override
  public List<LocalDateTime> starts(long period) {
    if (rotation.firstHandoff().isEmpty()) {
      return List.of(after(period));
    }
    if (period < 0) {
      return List.of();
    }
    return List.of(period == 0 ? rotation.start() : after(period - 1));
  }

  @Override
  public long turn(long period, int index) {
    return period;
  }

  @Override
  public Place first(long turn) {
    return new Place(turn, 0);
  }

  @Override
  public int cycle() {
    return switch (rotation.unit()) {
      case HOURLY -> HOURS_OF_A_WEEK / Whole.divisor(HOURS_OF_A_WEEK, rotation.interval());
      case DAILY -> 7 / Whole.divisor(7, rotation.interval());
      case WEEKLY -> 1;
      case MONTHLY, YEARLY -> 0;
    };
  }

  @Override
  public Duration spacing() {
    var unit =
        switch (rotation.unit()) {
          case HOURLY -> Duration.ofHours(1);
          case DAILY -> Duration.ofDays(1);
          case WEEKLY -> Duration.ofDays(7);
          case MONTHLY -> Duration.ofDays(28);
          case YEARLY -> Duration.ofDays(365);
        };
    return unit.multipliedBy(rotation.interval());
  }

  private LocalDateTime origin() {
    return rotation.firstHandoff().orElse(rotation.start());
  }

  private LocalDateTime after(long intervals) {
    ChronoUnit unit = rotation.unit().time();
    return origin().plus(Math.multiplyExact(intervals, rotation.interval()), unit);
  }
}
