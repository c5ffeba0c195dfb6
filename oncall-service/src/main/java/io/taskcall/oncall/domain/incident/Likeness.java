package io.taskcall.oncall.domain.incident;

import java.util.Locale;
import java.util.regex.Pattern;

/** What makes one incident like another: the same monitor, or else the same words. */
public final class Likeness {
  private static final Pattern NUMBERS = Pattern.compile("\\d+");
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final int WORDS_MAX = 200;

  private Likeness() {}

  /** Equal for incidents that are like each other. */
  public static String of(Incident incident) {
    var source = incident.about().source();
    if (source == null) {
      return words(incident.trouble().title());
    }
    return Grouping.ByMonitor.monitorOf(source.integrationId(), source.origin())
        .orElseGet(() -> words(incident.trouble().title()));
  }

  /** Numbers and case tell nothing: web-1 is as good as WEB-12. */
  private static String words(String title) {
    var plain = NUMBERS.matcher(title.toLowerCase(Locale.ROOT)).replaceAll("#");
    var words = SPACES.matcher(plain).replaceAll(" ").strip();
    return "words " + words.substring(0, Math.min(words.length(), WORDS_MAX));
  }
}
