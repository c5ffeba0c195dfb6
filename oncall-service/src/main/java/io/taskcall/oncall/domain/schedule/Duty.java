package io.taskcall.oncall.domain.schedule;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * People who are on call together, and why.
 *
 * @param swaps the offered and taken swaps that touch it
 */
public record Duty(List<UUID> people, Why why, List<UUID> swaps) {
  public Duty {
    people = List.copyOf(people);
    swaps = List.copyOf(swaps);
  }

  Duty by(List<UUID> others) {
    return new Duty(others, why, swaps);
  }

  Duty touchedBy(UUID swap) {
    return new Duty(people, why, Stream.concat(swaps.stream(), Stream.of(swap)).toList());
  }

  /** Why people are on call. */
  public sealed interface Why {
    /** It is their turn. */
    record Turn(String layer, long number) implements Why {}

    /** A temporary schedule says so. */
    record Temporary(UUID id) implements Why {}

    /** An override says so. */
    record Overridden(UUID id) implements Why {}
  }
}
