package io.taskcall.dedup.domain.timeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an observation belongs among those of its alert.
 *
 * @param id 64 bits of the event's id; equal ids are the same event delivered again
 * @param at by the source's clock, in whole milliseconds
 */
public record Place(long id, Instant at, @Nullable Cycle cycle) {
  /**
   * The cycle goes before the clock: a cycle ends before the next begins, while an event's time may
   * be that of a delayed delivery.
   */
  int compareTime(Place other) {
    if (cycle != null && other.cycle != null) {
      int age = cycle.compareAge(other.cycle);
      if (age != 0) {
        return age;
      }
    }
    return at.compareTo(other.at);
  }
}
