package io.taskcall.oncall.domain.rotation;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The beginnings of shifts, as instants. The clock of {@code zone} is the one they go by. */
record Beats(Pattern pattern, ZoneId zone) {
  /** The last one at {@code at} or before. Of several that fall into one gap it is the last. */
  @Nullable Beat atOrBefore(Instant at) {
    long period = pattern.periodAt(LocalDateTime.ofInstant(at, zone));
    @Nullable Beat beat = beat(period, 0);
    while (beat != null && beat.at().isAfter(at)) {
      beat = previous(beat);
    }
    if (beat == null) {
      return null;
    }
    for (var next = next(beat); next != null && !next.at().isAfter(at); next = next(next)) {
      beat = next;
    }
    return beat;
  }

  @Nullable Beat next(Beat beat) {
    boolean last = beat.index() + 1 == pattern.starts(beat.period()).size();
    return last ? beat(beat.period() + 1, 0) : beat(beat.period(), beat.index() + 1);
  }

  @Nullable Beat previous(Beat beat) {
    return beat.index() == 0
        ? beat(beat.period() - 1, pattern.starts(beat.period() - 1).size() - 1)
        : beat(beat.period(), beat.index() - 1);
  }

  /** The first one of a turn. */
  @Nullable Beat first(long turn) {
    var place = pattern.first(turn);
    return beat(place.period(), place.index());
  }

  long turn(Beat beat) {
    return pattern.turn(beat.period(), beat.index());
  }

  private @Nullable Beat beat(long period, int index) {
    var starts = pattern.starts(period);
    if (starts.isEmpty()) {
      return null;
    }
    var local = starts.get(index);
    return new Beat(period, index, local, WallClock.instantOf(local, zone));
  }
}
