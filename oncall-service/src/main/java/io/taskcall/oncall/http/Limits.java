package io.taskcall.oncall.http;

import io.taskcall.oncall.reading.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every input has to keep to. Each complaint names the field. */
final class Limits {
  static final int TITLE_MAX = 1024;
  static final int NOTE_MAX = 8192;
  static final int PEOPLE_MAX = 50;
  static final int PAGE_MAX = 200;
  static final int TIMELINE_MAX = 1000;
  static final int BULK_MAX = 100;
  static final Duration SNOOZE_MAX = Duration.ofDays(30);

  private Limits() {}

  /** How many of a list are wanted at once. */
  static void page(int limit) {
    page(limit, PAGE_MAX);
  }

  /** The same of a list of which more may be wanted. */
  static void page(int limit, int most) {
    if (limit < 1 || limit > most) {
      throw ProblemException.field("limit", "is from 1 to " + most + ", was " + limit);
    }
  }

  /** A text of at least one character that shows, and at most {@code most}. */
  static String text(String field, @Nullable String text, int most) {
    var given = present(field, text).strip();
    if (given.isEmpty() || given.codePointCount(0, given.length()) > most) {
      throw ProblemException.field(field, "is from 1 to " + most + " characters");
    }
    if (!Text.isText(given)) {
      throw ProblemException.field(field, Text.WANTED);
    }
    return given;
  }

  /** One line of text. */
  static String line(String field, @Nullable String text, int most) {
    var given = text(field, text, most);
    if (given.codePoints().anyMatch(Character::isISOControl)) {
      throw ProblemException.field(field, "is one line without control characters");
    }
    return given;
  }

  /** A list that is not empty and has at most {@code most} elements, none of them null. */
  static <T> List<T> list(String field, @Nullable List<T> list, int most) {
    var given = present(field, list);
    if (given.isEmpty() || given.size() > most) {
      throw ProblemException.field(field, "has from 1 to " + most + " elements");
    }
    if (given.stream().anyMatch(element -> element == null)) {
      throw ProblemException.field(field, "has an element that is null");
    }
    return List.copyOf(given);
  }

  /** A moment to come, not too far away. */
  static Instant moment(String field, @Nullable Instant at, Instant now, Duration most) {
    var given = present(field, at);
    if (given.isAfter(now.plus(most))) {
      throw ProblemException.field(field, "is at most " + most.toDays() + " days from now");
    }
    return given;
  }

  static <T> T present(String field, @Nullable T value) {
    if (value == null) {
      throw ProblemException.field(field, "is missing");
    }
    return value;
  }
}
