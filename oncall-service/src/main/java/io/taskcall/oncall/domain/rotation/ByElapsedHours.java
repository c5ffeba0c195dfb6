package io.taskcall.oncall.domain.rotation;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Void turns of a rotation by hours that pass: each change of the clocks shifts them against the
 * hours to which they are restricted. The turns that a change touches are looked at one by one.
 */
final class ByElapsedHours implements VoidTurns {
  private final Shifts shifts;
  private final ZoneRules rules;
  private final Map<ZoneOffset, ClosedTurns> closed = new HashMap<>();

  ByElapsedHours(Shifts shifts) {
    this.shifts = shifts;
    this.rules = shifts.zone().getRules();
  }

  @Override
  public long between(long from, long to) {
    long voids = 0;
    for (long next = shifts.canBeClosed() ? from : to; next < to; ) {
      long calm = calmUntil(next, to);
      voids += calm > next ? calmVoids(next, calm) : shifts.isClosed(next) ? 1 : 0;
      next = Math.max(calm, next + 1);
    }
    return voids;
  }

  private long calmVoids(long from, long to) {
    var offset = rules.getOffset(start(from));
    return closed.computeIfAbsent(offset, shifts::closed).between(from, to);
  }

  /** The first turn, from {@code from} on, that a change of the clocks touches. */
  private long calmUntil(long from, long to) {
    var start = start(from);
    var change = rules.previousTransition(start.plusNanos(1));
    if (change == null || isOver(change, start)) {
      change = rules.nextTransition(start);
    }
    if (change == null) {
      return to;
    }
    if (!start.isBefore(change.getInstant())) {
      return from;
    }
    var last = shifts.beats().atOrBefore(change.getInstant().minusNanos(1));
    long touched = last == null ? to : shifts.beats().turn(last) - shifts.overlap();
    return Math.clamp(touched, from, to);
  }

  private Instant start(long turn) {
    @Nullable Beat first = shifts.beats().first(turn);
    return first == null ? Instant.MAX : first.at();
  }

  private static boolean isOver(ZoneOffsetTransition change, Instant at) {
    return !change.getInstant().plus(change.getDuration().abs()).isAfter(at);
  }
}
