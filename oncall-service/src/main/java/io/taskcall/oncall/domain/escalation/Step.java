package io.taskcall.oncall.domain.escalation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What escalation does next. */
public sealed interface Step {
  /** Levels that were passed over on the way, and why. */
  List<Skipped> skipped();

  /** Schedules that could not be worked out and counted as nobody, and why. */
  List<String> faults();

  /**
   * These people are asked.
   *
   * @param next when the level after this is asked; empty if there is none
   */
  record Ask(
      Position position,
      List<Person> people,
      Optional<Instant> next,
      List<Skipped> skipped,
      List<String> faults)
      implements Step {
    public Ask {
      people = List.copyOf(people);
      skipped = List.copyOf(skipped);
      faults = List.copyOf(faults);
    }
  }

  /** There is nobody left to ask. */
  record Exhausted(List<Skipped> skipped, List<String> faults) implements Step {
    public Exhausted {
      skipped = List.copyOf(skipped);
      faults = List.copyOf(faults);
    }
  }

  /** A level that had nobody to ask. */
  record Skipped(Position position, String reason) {}
}
