package io.taskcall.oncall.setup;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something in the setup file cannot be meant; it says in which field. */
final class Mistake extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String field;
  private final String reason;

  Mistake(String field, String reason) {
    super(field + ": " + reason);
    this.field = field;
    this.reason = reason;
  }

  /** Which field. */
  String field() {
    return field;
  }

  /** What is wrong with it. */
  String reason() {
    return reason;
  }

  /** Whatever {@code read} refuses is a mistake in {@code field}. */
  static <T> T in(String field, Supplier<T> read) {
    try {
      return read.get();
    } catch (Mistake inner) {
      throw new Mistake(field + "." + inner.field, inner.reason);
    } catch (IllegalArgumentException refused) {
      throw new Mistake(field, String.valueOf(refused.getMessage()));
    }
  }

  /** A length of time that must be from {@code least} to {@code most}. */
  static Duration within(String field, Duration given, Duration least, Duration most) {
    if (given.compareTo(least) < 0 || given.compareTo(most) > 0) {
      throw new Mistake(field, "is from " + least + " to " + most + ", was " + given);
    }
    return given;
  }

  /** A field that must be there. */
  static <T> T needed(String field, @Nullable T value) {
    if (value == null) {
      throw new Mistake(field, "is missing");
    }
    return value;
  }
}
