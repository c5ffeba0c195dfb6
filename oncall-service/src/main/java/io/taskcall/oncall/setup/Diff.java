package io.taskcall.oncall.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** What is different about something that is written down. */
final class Diff {
  private Diff() {}

  /** A line for each field that is not as before. */
  static List<String> lines(JsonNode before, JsonNode after) {
    var lines = new ArrayList<String>();
    compare("", before, after, lines);
    return lines;
  }

  private static void compare(String path, JsonNode before, JsonNode after, List<String> lines) {
    if (before.equals(after)) {
      return;
    }
    if (before.isObject() && after.isObject()) {
      var names = new LinkedHashSet<String>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      for (var name : names) {
        compare(
            path.isEmpty() ? name : path + "." + name, before.path(name), after.path(name), lines);
      }
    } else {
      lines.add(path + ": " + text(before) + " -> " + text(after));
    }
  }

  private static String text(JsonNode node) {
    return node instanceof MissingNode ? "(none)" : node.toString();
  }
}
