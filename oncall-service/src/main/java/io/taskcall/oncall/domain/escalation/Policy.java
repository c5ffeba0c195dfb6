package io.taskcall.oncall.domain.escalation;

import io.taskcall.contracts.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom to ask, one level after the other.
 *
 * @param repeat how often it starts again from the first level when nobody has answered
 * @param end what happens when nobody has answered to the end; if it is absent, the incident stays
 *     open and nobody else is asked
 */
public record Policy(UUID id, String name, int repeat, List<Level> levels, @Nullable End end) {
  private static final Duration USUAL_PATIENCE = Duration.ofMinutes(10);

  /** The policy of a service that has none: it asks nobody. */
  public static final Policy NONE = new Policy(new UUID(0, 0), "none", 0, List.of());

  public Policy {
    if (repeat < 0) {
      throw new IllegalArgumentException("a policy repeats 0 times or more, was " + repeat);
    }
    levels = List.copyOf(levels);
  }

  /** One after which incidents stay open. */
  public Policy(UUID id, String name, int repeat, List<Level> levels) {
    this(id, name, repeat, levels, null);
  }

  /** What happens when nobody has answered to the end. */
  public sealed interface End {
    /** The incident is resolved. */
    record Resolve() implements End {}

    /** These people are asked, once. */
    record Ask(List<UUID> people) implements End {
      public Ask {
        people = List.copyOf(people);
      }
    }
  }

  /** True if an incident that nobody takes on is resolved. */
  public boolean resolvesAtEnd() {
    return end instanceof End.Resolve;
  }

  /** Whom it asks, one level after the other, in its last round. */
  List<Level> lastRound() {
    if (levels.isEmpty() || !(end instanceof End.Ask(var people))) {
      return levels;
    }
    var all = new ArrayList<>(levels);
    all.add(new Level(levels.getLast().patience(), List.of(), people));
    return all;
  }

  /** Everybody whom it names. */
  public Stream<UUID> people() {
    return lastRound().stream().flatMap(level -> level.people().stream());
  }

  /** Asks these people first, and goes on with this policy if none of them answers. */
  public Policy after(List<UUID> people) {
    var patience = levels.isEmpty() ? USUAL_PATIENCE : levels.getFirst().patience();
    var all = new ArrayList<Level>();
    all.add(new Level(patience, List.of(), people));
    all.addAll(levels);
    return new Policy(Ids.derive("policy.after", id, people), name, repeat, all, end);
  }

  /**
   * Who is asked at once.
   *
   * @param patience how long to wait for an answer before the next level is asked
   * @param roundRobin ask one of the schedules and people, the next one for each incident; all of
   *     them at once if it is absent or false
   */
  public record Level(
      Duration patience, List<UUID> schedules, List<UUID> people, @Nullable Boolean roundRobin) {
    /** All of them at once. */
    public Level(Duration patience, List<UUID> schedules, List<UUID> people) {
      this(patience, schedules, people, null);
    }

    /** True if it asks one after the other, incident by incident. */
    public boolean takesTurns() {
      return Boolean.TRUE.equals(roundRobin);
    }

    public Level {
      if (patience.isNegative() || patience.isZero()) {
        throw new IllegalArgumentException("a level waits for a while, was " + patience);
      }
      schedules = List.copyOf(schedules);
      people = List.copyOf(people);
    }
  }
}
