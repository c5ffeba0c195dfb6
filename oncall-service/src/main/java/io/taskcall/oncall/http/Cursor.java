package io.taskcall.oncall.http;

import io.taskcall.oncall.postgres.IncidentQueries.Place;
import io.taskcall.oncall.reading.Moments;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Places in the list of incidents, as callers hand them back. */
final class Cursor {
  private static final Place BEGINNING =
      new Place(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

  private Cursor() {}

  static String write(Place place) {
    var text = place.openedAt() + " " + place.id();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static Place read(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return BEGINNING;
    }
    try {
      var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      var parts = text.split(" ", 2);
      return new Place(Moments.read(parts[0]), UUID.fromString(parts[parts.length - 1]));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw ProblemException.field("cursor", "is not one that this API gave");
    }
  }

  /** A place in a list that is counted. */
  static String write(long after) {
    return Long.toString(after, Character.MAX_RADIX);
  }

  static long count(@Nullable String cursor) {
    try {
      return cursor == null || cursor.isEmpty() ? 0 : Long.parseLong(cursor, Character.MAX_RADIX);
    } catch (NumberFormatException e) {
      throw ProblemException.field("cursor", "is not one that this API gave");
    }
  }
}
