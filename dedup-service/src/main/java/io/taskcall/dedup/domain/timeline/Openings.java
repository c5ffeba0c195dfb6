package io.taskcall.dedup.domain.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When an alert opened lately: as many times as matter for telling whether it flaps. */
public record Openings(List<Instant> times) {
  /** None yet. */
  public static final Openings NONE = new Openings(List.of());

  public Openings {
    times = List.copyOf(times);
  }

  /** These and one more, without those that the window has left behind. */
  Openings and(Instant opening, Flap flap) {
    var start = opening.minus(flap.window());
    var kept = new ArrayList<Instant>(flap.openings());
    for (var time : times) {
      if (!time.isBefore(start)) {
        kept.add(time);
      }
    }
    kept.add(opening);
    return new Openings(kept);
  }

  boolean flapping(Flap flap) {
    return times.size() >= flap.openings();
  }
}
