package io.taskcall.oncall.domain.rotation;

import java.time.ZoneOffset;

/**
 * Counts the turns that people take, leaving out the void ones. It remembers its last answer, to go
 * on from there.
 */
final class TurnCount {
  private final Shifts shifts;
  private final VoidTurns voids;
  private long turn;
  private long count;

  /** {@code turn} is the one that counts as {@code count}. */
  TurnCount(Shifts shifts, long turn, long count) {
    this.shifts = shifts;
    this.voids = shifts.goByTheCalendar() ? new ByTheCalendar(shifts) : new ByElapsedHours(shifts);
    this.turn = turn;
    this.count = count;
  }

  long at(long asked) {
    count += asked - turn;
    count += asked > turn ? -voids(turn, asked) : voids(asked, turn);
    turn = asked;
    return count;
  }

  private long voids(long from, long to) {
    if (from == to) {
      return 0;
    }
    if (from > 0 || to <= 0) {
      return voids.between(from, to);
    }
    return voids.between(from, 0) + (isFirstVoid() ? 1 : 0) + voids.between(1, to);
  }

  /** It may begin with the first handoff, and then has no time at all. */
  private boolean isFirstVoid() {
    var beats = shifts.beats();
    var first = beats.first(0);
    var next = beats.first(1);
    if (first == null || next == null || first.at().equals(next.at())) {
      return true;
    }
    boolean closed =
        shifts.goByTheCalendar() ? shifts.closed(ZoneOffset.UTC).isClosed(0) : shifts.isClosed(0);
    return shifts.keeping() && closed;
  }
}
