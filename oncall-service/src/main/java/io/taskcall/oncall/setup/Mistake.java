package io.taskcall.oncall.setup;

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

  /** A field that must be there. */
  static <T> T needed(String field, @Nullable T value) {
    if (value == null) {
      throw new Mistake(field, "is missing");
    }
    return value;
  }
}
