package io.taskcall.oncall.domain.rotation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the turns that people really take, leaving out those in which nobody is ever on duty. It
 * looks at the turns around each change of the clocks one by one; in the calm between two changes
 * it knows those of a few weeks and multiplies. It remembers its last answer, to go on from there.
 */
final class TurnCount {
  /** No change of the clocks skips or repeats more than a day. */
  private static final Duration LONGEST_CHANGE = Duration.ofHours(25);

  private final Shifts shifts;
  private final boolean haveVoids;
  private final Map<ZoneOffset, long[]> voidsOfCycle = new HashMap<>();
  private long turn;
  private long count;

  /** {@code turn} is the one that counts as {@code count}. */
  TurnCount(Shifts shifts, long turn, long count) {
    this.shifts = shifts;
    this.haveVoids = shifts.haveVoids();
    this.turn = turn;
    this.count = count;
  }

  long at(long asked) {
    count += asked - turn;
    count += asked > turn ? -voids(turn, asked) : voids(asked, turn);
    turn = asked;
    return count;
  }

  /** How many of the turns from {@code from} until just before {@code to} are void. */
  private long voids(long from, long to) {
    boolean first = from <= 0 && to > 0;
    if (!haveVoids) {
      return first ? one(0) : 0;
    }
    return first ? regularVoids(from, 0) + one(0) + regularVoids(1, to) : regularVoids(from, to);
  }

  private long regularVoids(long from, long to) {
    long voids = 0;
    for (long next = from; next < to; ) {
      long calm = calmUntil(next, to);
      voids += calm > next ? calmVoids(next, calm) : one(next);
      next = Math.max(calm, next + 1);
    }
    return voids;
  }

  private long one(long asked) {
    return shifts.isVoid(asked) ? 1 : 0;
  }

  /** The first turn, from {@code from} on, that a change of the clocks may touch. */
  private long calmUntil(long from, long to) {
    var first = shifts.beats().first(from);
    var end = shifts.beats().first(to);
    var change = first == null || end == null ? null : changeBetween(first.at(), end.at());
    if (first == null || change == null) {
      return to;
    }
    if (!first.at().isBefore(change.getInstant())) {
      return from;
    }
    var last = shifts.beats().atOrBefore(change.getInstant().minusNanos(1));
    long touched = last == null ? to : shifts.beats().turn(last) - shifts.overlap();
    return Math.clamp(touched, from, to);
  }

  /** The first change not wholly over at {@code from} that could make a turn void. */
  private @Nullable ZoneOffsetTransition changeBetween(Instant from, Instant to) {
    var rules = shifts.zone().getRules();
    var change = rules.nextTransition(from.minus(LONGEST_CHANGE));
    while (change != null && (!matters(change) || isOver(change, from))) {
      change = change.getInstant().isBefore(to) ? rules.nextTransition(change.getInstant()) : null;
    }
    return change;
  }

  private static boolean isOver(ZoneOffsetTransition change, Instant at) {
    return !change.getInstant().plus(change.getDuration().abs()).isAfter(at);
  }

  private boolean matters(ZoneOffsetTransition change) {
    return shifts.canBeClosed()
        || change.getDuration().compareTo(shifts.beats().pattern().spacing()) >= 0;
  }

  private long calmVoids(long from, long to) {
    if (!shifts.canBeClosed()) {
      return 0;
    }
    int cycle = shifts.beats().pattern().cycle();
    var first = shifts.beats().first(from);
    if (cycle == 0 || first == null) {
      long voids = 0;
      for (long next = from; next < to; next++) {
        voids += one(next);
      }
      return voids;
    }
    var offset = shifts.zone().getRules().getOffset(first.at());
    var sums = voidsOfCycle.computeIfAbsent(offset, key -> sums(shifts.in(key), cycle));
    return until(to, sums, cycle) - until(from, sums, cycle);
  }

  /** How many turns of a cycle are void before each of them; the cycle begins with turn 1. */
  private static long[] sums(Shifts shifts, int cycle) {
    var sums = new long[cycle + 1];
    for (int i = 0; i < cycle; i++) {
      sums[i + 1] = sums[i] + (shifts.isVoid(i + 1L) ? 1 : 0);
    }
    return sums;
  }

  private static long until(long turn, long[] sums, int cycle) {
    return Math.floorDiv(turn - 1, (long) cycle) * sums[cycle]
        + sums[Math.floorMod(turn - 1, cycle)];
  }
}
