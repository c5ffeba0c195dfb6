package io.taskcall.sync.postgres;

import io.taskcall.sync.domain.Wish;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Wishes as two columns: what for, and the word that is wished. */
final class Wishes {
  private static final String LOOK = "look";
  private static final String STATE = "state";
  private static final String SEVERITY = "severity";

  private Wishes() {}

  static String purpose(Wish wish) {
    return switch (wish) {
      case Wish.Look look -> LOOK;
      case Wish.SetState state -> STATE;
      case Wish.SetSeverity severity -> SEVERITY;
    };
  }

  static @Nullable String word(Wish wish) {
    return switch (wish) {
      case Wish.Look look -> null;
      case Wish.Write write -> write.word();
    };
  }

  static Wish read(String purpose, @Nullable String word) {
    return switch (purpose) {
      case LOOK -> new Wish.Look();
      case STATE -> new Wish.SetState(Objects.requireNonNull(word));
      case SEVERITY -> new Wish.SetSeverity(Objects.requireNonNull(word));
      default -> throw new IllegalStateException("no call is made to " + purpose);
    };
  }
}
