package io.taskcall.oncall.domain.rotation;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Where the clock on the wall meets the time that passes. */
final class WallClock {
  private WallClock() {}

  /**
   * The instant at which the wall clock shows {@code local}: the first of two in autumn; in the gap
   * of spring, the first instant after it.
   */
  static Instant instantOf(LocalDateTime local, ZoneId zone) {
    var rules = zone.getRules();
    var offset = rules.getOffset(local);
    var instant = local.toInstant(offset);
    if (rules.getOffset(instant).equals(offset)) {
      return instant;
    }
    var gap = rules.getTransition(local);
    return gap == null ? instant : gap.getInstant();
  }
}
