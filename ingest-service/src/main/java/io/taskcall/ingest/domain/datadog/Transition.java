package io.taskcall.ingest.domain.datadog;

import io.taskcall.contracts.Level;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words of {@code $ALERT_TRANSITION}. */
enum Transition {
  TRIGGERED("Triggered", Level.ALERT),
  RE_TRIGGERED("Re-Triggered", Level.ALERT),
  RENOTIFY("Renotify", Level.ALERT),
  WARN("Warn", Level.WARN),
  RE_WARN("Re-Warn", Level.WARN),
  NO_DATA("No Data", Level.NO_DATA),
  RE_NO_DATA("Re-No Data", Level.NO_DATA),
  RECOVERED("Recovered", null);

  private static final Map<String, Transition> BY_LETTERS =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(t -> letters(t.word), Function.identity()));

  private final String word;
  private final @Nullable Level level;

  Transition(String word, @Nullable Level level) {
    this.word = word;
    this.level = level;
  }

  /** The transition of that name; hyphens, spaces and case do not matter. */
  static Optional<Transition> of(@Nullable String word) {
    return word == null ? Optional.empty() : Optional.ofNullable(BY_LETTERS.get(letters(word)));
  }

  /** Datadog's word for it. */
  String word() {
    return word;
  }

  /** How bad it is; nothing if it is over. */
  @Nullable Level level() {
    return level;
  }

  private static String letters(String word) {
    if (word.length() > 20) {
      return "";
    }
    var letters = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c != '-' && c != ' ' && c != '_') {
        letters.append(c);
      }
    }
    return letters.toString().toLowerCase(Locale.ROOT);
  }
}
