package io.taskcall.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One incident on both sides, and what its timeline has to say: each change once. */
final class Mirrored {
  private static final Set<String> CHANGES =
      Set.of(
          "incident.title_changed",
          "incident.priority_changed",
          "incident.acknowledged",
          "incident.unacknowledged",
          "incident.resolved");

  /** What a severity that was raised in Datadog is when its webhook was faster than the mirror. */
  private static final String WORSENED = "incident.alert_worsened";

  private static final String RETITLED = "The title was: ";
  private static final String CONTESTED = "Changed on both sides: the ";

  private final String here;
  private final String there;
  private final Map<Kind, Integer> least = new HashMap<>();
  private final Map<Kind, Integer> most = new HashMap<>();
  private final Map<String, Side> titles = new HashMap<>();

  Mirrored(String here, String there) {
    this.here = here;
    this.there = there;
  }

  /** Where somebody changed something. */
  enum Side {
    HERE,
    THERE
  }

  /**
   * An entry of the timeline.
   *
   * @param what its type, or what was contested
   */
  private record Kind(String what, Side side) {}

  /**
   * How the timeline differs from what was done.
   *
   * @param missing changes that it does not tell
   * @param surplus entries for which nobody did anything
   * @param crossedBack titles that came from where they had not been given, or twice
   * @param unseen titles given in Datadog that were overwritten before we looked
   */
  record Account(long missing, long surplus, long crossedBack, long unseen) {
    static final Account NOTHING = new Account(0, 0, 0, 0);

    Account plus(Account other) {
      return new Account(
          missing + other.missing,
          surplus + other.surplus,
          crossedBack + other.crossedBack,
          unseen + other.unseen);
    }

    boolean wrong() {
      return missing + surplus + crossedBack > 0;
    }
  }

  String here() {
    return here;
  }

  String there() {
    return there;
  }

  /** Somebody did this, and nobody else did anything meanwhile. */
  void did(String what, Side side) {
    least.merge(new Kind("incident." + what, side), 1, Integer::sum);
    mayHaveDone(what, side);
  }

  /** Somebody did this, while somebody else did something that may have undone it at once. */
  void mayHaveDone(String what, Side side) {
    most.merge(new Kind("incident." + what, side), 1, Integer::sum);
  }

  /** Both sides changed this without waiting for each other, which may be told. */
  void mayBeContested(String field) {
    most.merge(new Kind(field, Side.THERE), 1, Integer::sum);
  }

  /** Somebody gave it a title that it never had. */
  void titled(String title, Side side) {
    titles.put(title, side);
  }

  /** Whether a title was given here. */
  boolean isTitledHere(String title) {
    return titles.get(title) == Side.HERE;
  }

  /** Holds the timeline against what was done. */
  Account account(JsonNode timeline, String title) {
    var told = new HashMap<Kind, Integer>();
    var texts = new StringBuilder(title);
    for (var entry : timeline) {
      texts.append('\n').append(entry.path("text").asText());
      kinds(entry).forEach(kind -> told.merge(kind, 1, Integer::sum));
    }
    var kinds = new HashSet<>(told.keySet());
    kinds.addAll(least.keySet());
    long missing = 0;
    long surplus = 0;
    for (var kind : kinds) {
      int times = told.getOrDefault(kind, 0);
      missing += Math.max(0, least.getOrDefault(kind, 0) - times);
      surplus += Math.max(0, times - most.getOrDefault(kind, 0));
    }
    long unseen = titles.keySet().stream().filter(given -> texts.indexOf(given) < 0).count();
    return new Account(missing, surplus, crossedBack(timeline, title), unseen);
  }

  private static List<Kind> kinds(JsonNode entry) {
    var type = entry.path("type").asText();
    var text = entry.path("text").asText();
    var side = side(entry);
    if (type.equals(WORSENED)) {
      return List.of(new Kind("incident.priority_changed", Side.THERE));
    }
    if (CHANGES.contains(type)) {
      return List.of(new Kind(type, side));
    }
    if (text.startsWith(CONTESTED)) {
      var field = text.substring(CONTESTED.length());
      return List.of(new Kind(field.substring(0, field.indexOf(' ')), Side.THERE));
    }
    return text.startsWith("Not changed in Datadog")
        ? List.of(new Kind("given up", Side.THERE))
        : List.of();
  }

  /** Whatever no person did here comes from Datadog, by its webhook or by the mirror. */
  private static Side side(JsonNode entry) {
    return entry.path("by").path("type").asText().equals("person") ? Side.HERE : Side.THERE;
  }

  private long crossedBack(JsonNode timeline, String title) {
    var sides = new ArrayList<Side>();
    var became = new ArrayList<String>();
    for (var entry : timeline) {
      var text = entry.path("text").asText();
      if (text.startsWith(RETITLED)) {
        sides.add(side(entry));
        became.add(text.substring(RETITLED.length()));
      }
    }
    became.add(title);
    long wrong = 0;
    var seen = new HashSet<String>();
    for (int i = 0; i < sides.size(); i++) {
      var next = became.get(i + 1);
      if (titles.get(next) != sides.get(i) || !seen.add(next)) {
        wrong++;
      }
    }
    return wrong;
  }
}
