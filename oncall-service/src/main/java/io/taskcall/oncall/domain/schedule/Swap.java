package io.taskcall.oncall.domain.schedule;

import io.taskcall.oncall.domain.rotation.Window;
import java.util.UUID;

/**
 * Somebody asks others to take over what they have on call in some time.
 *
 * @param person who asks
 */
public record Swap(UUID id, Window during, UUID person, State state) implements Change {
  public Swap {
    if (during.isEmpty()) {
      throw new IllegalArgumentException("a swap ends after it starts");
    }
  }

  /** What came of taking or withdrawing it. */
  public sealed interface Answer {
    /** It is so now. */
    record Done(Swap swap) implements Answer {}

    /** It cannot be. */
    record Refused(String reason) implements Answer {}
  }

  /** Somebody takes it over; only one can. */
  public Answer take(UUID by) {
    return switch (state) {
      case State.Offered _ when by.equals(person) ->
          new Answer.Refused("whoever offers it has it already");
      case State.Offered _ -> new Answer.Done(with(new State.Taken(by)));
      case State.Taken taken when taken.by().equals(by) -> new Answer.Done(this);
      case State.Taken _ -> new Answer.Refused("somebody else has taken it");
      case State.Withdrawn _ -> new Answer.Refused("it was withdrawn");
    };
  }

  /** Whoever offers it keeps it after all, unless somebody has taken it. */
  public Answer withdraw() {
    return switch (state) {
      case State.Offered _, State.Withdrawn _ -> new Answer.Done(with(new State.Withdrawn()));
      case State.Taken _ -> new Answer.Refused("somebody has taken it");
    };
  }

  private Swap with(State next) {
    return new Swap(id, during, person, next);
  }

  /** How it stands. */
  public sealed interface State {
    /** Nobody has taken it yet: who asked is still on call. */
    record Offered() implements State {}

    /** {@code by} is on call instead. */
    record Taken(UUID by) implements State {}

    /** It is as if it had never been. */
    record Withdrawn() implements State {}
  }
}
