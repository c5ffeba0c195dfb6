package io.taskcall.oncall.domain.attempt;

import java.util.function.Supplier;

/**
 * What came of working out something that people wrote down. Whatever is wrong with it, those who
 * have to be woken are woken, and somebody is told; so this is the one place at which the rules
 * catch what they do not know.
 */
public sealed interface Attempt<T> {
  /** It was worked out. */
  record Worked<T>(T value) implements Attempt<T> {}

  /** It could not be. */
  record Failed<T>(String reason) implements Attempt<T> {}

  static <T> Attempt<T> at(Supplier<T> work) {
    try {
      return new Worked<>(work.get());
    } catch (RuntimeException unknown) {
      return new Failed<>(unknown.getClass().getSimpleName() + ": " + unknown.getMessage());
    }
  }
}
