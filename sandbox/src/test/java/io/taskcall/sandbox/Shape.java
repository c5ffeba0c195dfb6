package io.taskcall.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares two JSON documents by their keys and types.
 *
 * <p>A null stands for any type, an empty list for a list of anything, and the first element of a
 * list for all.
 */
public final class Shape {
  private Shape() {}

  /**
   * Where they differ, each place in words.
   *
   * @param passedOver names whose content isn't looked at
   */
  public static List<String> differences(
      JsonNode expected, JsonNode actual, Set<String> passedOver) {
    var differences = new ArrayList<String>();
    compare("$", expected, actual, passedOver, differences);
    return differences;
  }

  private static void compare(
      String at, JsonNode expected, JsonNode actual, Set<String> passedOver, List<String> found) {
    if (expected.isNull() || actual.isNull()) {
      return;
    }
    if (expected.getNodeType() != actual.getNodeType()) {
      found.add(at + ": " + expected.getNodeType() + " became " + actual.getNodeType());
    } else if (expected.isObject()) {
      if (!names(expected).equals(names(actual))) {
        found.add(at + ": " + names(expected) + " became " + names(actual));
      }
      expected
          .properties()
          .forEach(field -> {
            if (actual.has(field.getKey()) && !passedOver.contains(field.getKey())) {
              compare(
                  at + "." + field.getKey(),
                  field.getValue(),
                  actual.get(field.getKey()),
                  passedOver,
                  found);
            }
          });
    } else if (expected.isArray() && !expected.isEmpty() && !actual.isEmpty()) {
      compare(at + "[0]", expected.get(0), actual.get(0), passedOver, found);
    }
  }

  private static Set<String> names(JsonNode node) {
    var names = new TreeSet<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
