package io.taskcall.oncall.domain.rotation;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;

/** One shift, which is one turn. */
record OneShift(LocalDateTime start) implements Pattern {
  @Override
  public long periodAt(LocalDateTime local) {
    return 0;
  }

  @Override
  public List<LocalDateTime> starts(long period) {
    return period == 0 ? List.of(start) : List.of();
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
    return 0;
  }

  @Override
  public Duration spacing() {
    return Duration.ofDays(366);
  }
}
