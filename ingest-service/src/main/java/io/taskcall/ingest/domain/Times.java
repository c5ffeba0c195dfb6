package io.taskcall.ingest.domain;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads the times that tools write. */
public final class Times {
  /** How far another clock may be ahead of ours before we would rather trust our own. */
  static final Duration AHEAD_MAX = Duration.ofMinutes(10);

  /** How old something may be that is still worth its own time. */
  static final Duration AGE_MAX = Duration.ofDays(366);

  private static final int DIGITS_MAX = 19;
  private static final int FORM_MAX = 40;

  private Times() {}

  /**
   * The time that {@code text} says: seconds, milliseconds, microseconds or nanoseconds since 1970,
   * told apart by their size, or ISO 8601. Without one, or with one that cannot be, the time of
   * receipt.
   */
  public static Instant plausible(@Nullable String text, Instant receivedAt) {
    var at = text == null ? null : parsed(text);
    return at == null
            || at.isAfter(receivedAt.plus(AHEAD_MAX))
            || at.isBefore(receivedAt.minus(AGE_MAX))
        ? receivedAt
        : at;
  }

  private static @Nullable Instant parsed(String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    if (digits > 0 && (digits == text.length() || text.charAt(digits) == '.')) {
      return digits > DIGITS_MAX ? null : epoch(text.substring(0, digits));
    }
    return text.length() > FORM_MAX ? null : iso(text);
  }

  private static @Nullable Instant epoch(String digits) {
    long value;
    try {
      value = Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return null; // nineteen digits that are more than a long holds are no time
    }
    if (value < 100_000_000_000L) {
      return Instant.ofEpochSecond(value);
    }
    if (value < 100_000_000_000_000L) {
      return Instant.ofEpochMilli(value);
    }
    return value < 100_000_000_000_000_000L
        ? Instant.ofEpochMilli(value / 1_000)
        : Instant.ofEpochMilli(value / 1_000_000);
  }

  private static @Nullable Instant iso(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null; // something else than a time stands there
    }
  }
}
