package io.taskcall.ingest.domain.datadog;

import io.taskcall.contracts.Priority;
import io.taskcall.ingest.domain.Priorities;
import io.taskcall.ingest.domain.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A monitor's title: {@code [P1] [Triggered on {host:a,env:b}] [TEST] name}, of which only the name
 * is sure to be there.
 *
 * @param transition Datadog's word, as it stands there
 * @param scope the group's tags, sorted; often missing even though there is a group
 */
record Title(
    @Nullable Priority priority,
    @Nullable String transition,
    List<String> scope,
    boolean test,
    String name) {
  private static final String ON = " on {";
  private static final String TEST = "[TEST]";

  /** Takes the prefixes off; a bracket that isn't one of them belongs to the name. */
  static Title of(String text) {
    var rest = text.strip();
    Priority priority = null;
    String transition = null;
    List<String> scope = List.of();
    boolean test = false;

    if (rest.length() >= 4 && rest.startsWith("[P") && rest.charAt(3) == ']') {
      priority = Priorities.numbered(rest.substring(1, 3));
      if (priority != null) {
        rest = rest.substring(4).stripLeading();
      }
    }
    int close = bracketEnd(rest);
    if (close > 0) {
      int on = rest.indexOf(ON);
      boolean scoped = on > 0 && on < close;
      var word = rest.substring(1, scoped ? on : close);
      if (scoped || Transition.of(word).isPresent()) {
        transition = word;
        scope = scoped ? Texts.tags(rest.substring(on + ON.length(), close - 1)) : scope;
        rest = rest.substring(close + 1).stripLeading();
      }
    }
    if (rest.startsWith(TEST)) {
      test = true;
      rest = rest.substring(TEST.length()).stripLeading();
    }
    return new Title(priority, transition, scope, test, rest);
  }

  /** The title as Datadog writes it. */
  String printed() {
    return (priority == null ? "" : "[" + priority + "] ")
        + (transition == null
            ? ""
            : "[" + transition + (scope.isEmpty() ? "" : ON + String.join(",", scope) + "}") + "] ")
        + (test ? TEST + " " : "")
        + name;
  }

  /** Where the bracket at the start ends; a tag in {@code on {…}} may hold brackets of its own. */
  private static int bracketEnd(String text) {
    if (!text.startsWith("[")) {
      return -1;
    }
    int plain = text.indexOf(']');
    int on = text.indexOf(ON);
    if (on < 0 || plain < on) {
      return plain;
    }
    int scoped = text.indexOf("}]", on);
    return scoped < 0 ? -1 : scoped + 1;
  }
}
