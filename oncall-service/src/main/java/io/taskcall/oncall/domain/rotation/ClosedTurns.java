package io.taskcall.oncall.domain.rotation;

import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns wholly outside the hours, by a clock that never changes. What is true of one turn is true
 * again after some weeks, so that they are counted once and multiplied.
 */
final class ClosedTurns implements VoidTurns {
  private final Pattern pattern;
  private final ShiftLength length;
  private final OpeningHours hours;
  private final int offset;
  private long @Nullable [] sums;

  /** The clock is ahead of that of the pattern by {@code offset}. */
  ClosedTurns(Pattern pattern, ShiftLength length, OpeningHours hours, ZoneOffset offset) {
    this.pattern = pattern;
    this.length = length;
    this.hours = hours;
    this.offset = offset.getTotalSeconds();
  }

  boolean isClosed(long turn) {
    var first = pattern.first(turn);
    var next = pattern.first(turn + 1);
    return switch (length) {
      case ShiftLength.UntilHandoff _ -> !hours.touch(second(first), second(next));
      case ShiftLength.Fixed fixed ->
          shifts(first, next)
              .noneMatch(start -> hours.touch(start, start + fixed.length().toSeconds()));
    };
  }

  @Override
  public long between(long from, long to) {
    int cycle = pattern.cycle();
    if (cycle == 0) {
      return LongStream.range(from, to).filter(this::isClosed).count();
    }
    var counted = sums(cycle);
    return before(to, counted, cycle) - before(from, counted, cycle);
  }

  /** When the shifts from one until just before another begin. */
  private LongStream shifts(Pattern.Place first, Pattern.Place end) {
    return LongStream.rangeClosed(first.period(), end.period())
        .flatMap(period -> {
          int from = period == first.period() ? first.index() : 0;
          int to = period == end.period() ? end.index() : pattern.starts(period).size();
          return LongStream.range(from, to)
              .map(index -> second(new Pattern.Place(period, (int) index)));
        });
  }

  private long second(Pattern.Place place) {
    var start = pattern.starts(place.period()).get(place.index());
    return ChronoUnit.SECONDS.between(OpeningHours.MONDAY, start) + offset;
  }

  /** How many turns of a cycle, which begins with turn 1, are closed before each of them. */
  private long[] sums(int cycle) {
    if (sums == null) {
      sums = new long[cycle + 1];
      for (int i = 0; i < cycle; i++) {
        sums[i + 1] = sums[i] + (isClosed(i + 1L) ? 1 : 0);
      }
    }
    return sums;
  }

  private static long before(long turn, long[] sums, int cycle) {
    return Math.floorDiv(turn - 1, (long) cycle) * sums[cycle]
        + sums[Math.floorMod(turn - 1, cycle)];
  }
}
