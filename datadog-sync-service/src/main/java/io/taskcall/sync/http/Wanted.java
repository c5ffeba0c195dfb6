package io.taskcall.sync.http;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what a request wants, and says which part of it is wrong. */
final class Wanted {
  private static final int LIMIT_USUAL = 50;
  private static final int LIMIT_MAX = 100;

  private Wanted() {}

  static Optional<UUID> id(String field, @Nullable String text) {
    try {
      return Optional.ofNullable(text).map(UUID::fromString);
    } catch (IllegalArgumentException e) {
      throw new Wrong(field, "must be an id, was " + text);
    }
  }

  static Optional<String> oneOf(String field, Set<String> words, @Nullable String text) {
    if (text != null && !words.contains(text)) {
      throw new Wrong(
          field,
          "must be one of %s, was %s"
              .formatted(String.join(", ", words.stream().sorted().toList()), text));
    }
    return Optional.ofNullable(text);
  }

  static long cursor(@Nullable String text) {
    try {
      return text == null ? Long.MAX_VALUE : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new Wrong("cursor", "is none of ours: " + text);
    }
  }

  static int limit(@Nullable String text) {
    try {
      int limit = text == null ? LIMIT_USUAL : Integer.parseInt(text);
      if (limit >= 1 && limit <= LIMIT_MAX) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw new Wrong("limit", "must be a number, was " + text);
    }
    throw new Wrong("limit", "must be 1 to " + LIMIT_MAX + ", was " + text);
  }
}
