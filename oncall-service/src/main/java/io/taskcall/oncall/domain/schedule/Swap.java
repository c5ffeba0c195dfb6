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
