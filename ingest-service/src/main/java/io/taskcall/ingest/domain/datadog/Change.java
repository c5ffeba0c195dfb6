package io.taskcall.ingest.domain.datadog;

import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.AlertRef;
import io.taskcall.contracts.Level;
import io.taskcall.ingest.domain.Texts;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which way a monitor went.
 *
 * <p>The transition decides, else the one in the title, else {@code $ALERT_TYPE}. A transition that
 * we do not know counts as firing unless the type says success: a page too many wakes somebody, one
 * too few lets the shop burn.
 *
 * @param word Datadog's word, if it has one
 * @param level how bad it is; nothing if it is over
 */
record Change(@Nullable String word, @Nullable Level level) {
  private static final Pattern BY_HAND =
      Pattern.compile(
          "was marked as \\**recovered\\**[^\\n]{0,1000} by (\\S{1,255}?)\\.?(?:\\s|$)");

  static Change of(Said said) {
    var written = said.alert().text("transition");
    var word = written == null ? said.title().transition() : written;
    var type = said.alert().text("type");
    return Transition.of(word)
        .or(() -> Transition.of(said.title().transition()))
        .map(known ->
            known == Transition.RENOTIFY
                ? new Change(word, levelNow(said, type))
                : new Change(word, known.level()))
        .orElseGet(() -> new Change(word, levelOf(type)));
  }

  /** The event that says so. */
  AlertEvent event(Said said, AlertRef ref, AlertDetails details) {
    return level == null
        ? said.recovered(ref, word, byHand(said, details), details)
        : said.fired(ref, word, level, details);
  }

  /** What {@code $ALERT_TYPE} means; nothing if it is over. */
  static @Nullable Level levelOf(@Nullable String type) {
    return switch (type == null ? "" : type.toLowerCase(Locale.ROOT)) {
      case "success" -> null;
      case "warning", "info" -> Level.WARN;
      default -> Level.ALERT;
    };
  }

  /** A renotification does not say of what; the type and the status do. */
  private static Level levelNow(Said said, @Nullable String type) {
    var status = said.alert().text("status");
    if (status != null && status.contains("has been missing")) {
      return Level.NO_DATA;
    }
    var level = levelOf(type);
    return level == null ? Level.ALERT : level;
  }

  /** Who resolved it: the text tells, else the address of whoever made the event. */
  private static @Nullable String byHand(Said said, AlertDetails details) {
    var status = said.alert().text("status");
    var text = status != null && status.contains("was marked as") ? status : details.text();
    if (text == null || !text.contains("was marked as")) {
      return Texts.name(said.text("email"));
    }
    var found = BY_HAND.matcher(text);
    return found.find() ? found.group(1) : Texts.name(said.text("email"));
  }
}
