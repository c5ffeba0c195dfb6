package io.taskcall.oncall.domain.rotation;

import java.time.Duration;

/** How long a shift lasts. */
public sealed interface ShiftLength {
  /** Until the next one begins. */
  record UntilHandoff() implements ShiftLength {}

  /** Always as long, by the clock or in time that passes. Shifts may leave gaps, or overlap. */
  record Fixed(Duration length, Hours hours) implements ShiftLength {
    private static final Duration MAX = Duration.ofDays(366);

    public Fixed {
      if (!length.isPositive() || length.compareTo(MAX) > 0) {
        throw new IllegalArgumentException("a shift lasts up to 366 days, was " + length);
      }
    }
  }
}
