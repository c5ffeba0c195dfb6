package io.taskcall.oncall.domain.escalation;

import io.taskcall.contracts.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Whom to ask, one level after the other.
 *
 * @param repeat how often it starts again from the first level when nobody has answered
 */
public record Policy(UUID id, String name, int repeat, List<Level> levels) {
  private static final Duration USUAL_PATIENCE = Duration.ofMinutes(10);

  /** The policy of a service that has none: it asks nobody. */
  public static final Policy NONE = new Policy(new UUID(0, 0), "none", 0, List.of());

  public Policy {
    if (repeat < 0) {
      throw new IllegalArgumentException("a policy repeats 0 times or more, was " + repeat);
    }
    levels = List.copyOf(levels);
  }

  /** Asks these people first, and goes on with this policy if none of them answers. */
  public Policy after(List<UUID> people) {
    var patience = levels.isEmpty() ? USUAL_PATIENCE : levels.getFirst().patience();
    var all = new ArrayList<Level>();
    all.add(new Level(patience, List.of(), people));
    all.addAll(levels);
    return new Policy(Ids.derive("policy.after", id, people), name, repeat, all);
  }

  /**
   * Who is asked at once.
   *
   * @param patience how long to wait for an answer before the next level is asked
   */
  public record Level(Duration patience, List<UUID> schedules, List<UUID> people) {
    public Level {
      if (patience.isNegative() || patience.isZero()) {
        throw new IllegalArgumentException("a level waits for a while, was " + patience);
      }
      schedules = List.copyOf(schedules);
      people = List.copyOf(people);
    }
  }
}
