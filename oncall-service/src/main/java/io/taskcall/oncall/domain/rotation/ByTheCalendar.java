package io.taskcall.oncall.domain.rotation;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import org.jspecify.annotations.Nullable;

/**
 * Void turns of a rotation that goes by the clock on the wall: whether they are outside the hours
 * does not depend on changes of the clocks, but such a change may skip some.
 */
final class ByTheCalendar implements VoidTurns {
  private final Shifts shifts;
  private final @Nullable ClosedTurns closed;
  private final Duration spacing;
  private final boolean canBeSkipped;

  ByTheCalendar(Shifts shifts) {
    this.shifts = shifts;
    closed = shifts.canBeClosed() ? shifts.closed(ZoneOffset.UTC) : null;
    spacing = shifts.beats().pattern().spacing();
    canBeSkipped = Gaps.longest(shifts.zone()).compareTo(spacing) >= 0;
  }

  @Override
  public long between(long from, long to) {
    long outside = closed == null ? 0 : closed.between(from, to);
    return canBeSkipped ? outside + skipped(from, to) : outside;
  }

  private long skipped(long from, long to) {
    var first = shifts.beats().first(from);
    var last = shifts.beats().first(to);
    if (first == null || last == null) {
      return 0;
    }
    long skipped = 0;
    var rules = shifts.zone().getRules();
    var change = rules.nextTransition(first.at().minusNanos(1));
    while (change != null && !change.getInstant().isAfter(last.at())) {
      skipped += change.getDuration().compareTo(spacing) >= 0 ? skippedBy(change, from, to) : 0;
      change = rules.nextTransition(change.getInstant());
    }
    return skipped;
  }

  /** Of turns that begin in one gap only the last is. */
  private long skippedBy(ZoneOffsetTransition gap, long from, long to) {
    var last = shifts.beats().atOrBefore(gap.getInstant());
    long skipped = 0;
    if (last != null && last.at().equals(gap.getInstant())) {
      long turn = shifts.beats().turn(last) - 1;
      while (turn >= from && begins(turn, gap)) {
        skipped += turn < to && !isClosed(turn) ? 1 : 0;
        turn--;
      }
    }
    return skipped;
  }

  private boolean begins(long turn, ZoneOffsetTransition gap) {
    var first = shifts.beats().first(turn);
    return first != null && first.at().equals(gap.getInstant());
  }

  private boolean isClosed(long turn) {
    return closed != null && closed.isClosed(turn);
  }
}
