package io.taskcall.ingest.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A part of a payload. Everything that isn't a list or a group of fields is text, since tools do
 * not agree on what is a number; a null isn't there at all.
 */
public sealed interface Node {
  /** A text, number or truth value, as it was written. */
  record Leaf(String text) implements Node {}

  /** A list. */
  record Items(List<Node> nodes) implements Node {}

  /** Named parts, in the order they came. */
  record Fields(Map<String, Node> byName) implements Node {
    /** No fields at all. */
    public static final Fields NONE = new Fields(Map.of());

    /**
     * What a field says; nothing if it is missing, empty, one of the {@linkplain Texts#isAbsent
     * spellings of nothing} or a group. A list's texts are joined by commas.
     */
    public @Nullable String text(String name) {
      return switch (byName.get(name)) {
        case Leaf(var text) -> Texts.isAbsent(text) ? null : text.strip();
        case Items(var nodes) -> joined(nodes);
        case Fields _ -> null;
        case null -> null;
      };
    }

    /** The first of the named fields that says anything. */
    public @Nullable String firstText(String... names) {
      for (var name : names) {
        var text = text(name);
        if (text != null) {
          return text;
        }
      }
      return null;
    }

    /** The group of that name; none if there is no such group. */
    public Fields fields(String name) {
      return byName.get(name) instanceof Fields fields ? fields : NONE;
    }

    /** The list of that name; empty if there is no such list. */
    public List<Node> items(String name) {
      return byName.get(name) instanceof Items items ? items.nodes() : List.of();
    }

    /** Every field that says something, by name. */
    public Map<String, String> texts() {
      var texts = new LinkedHashMap<String, String>();
      for (var name : byName.keySet()) {
        var text = text(name);
        if (text != null) {
          texts.put(name, text);
        }
      }
      return texts;
    }

    private static @Nullable String joined(List<Node> nodes) {
      var text =
          nodes.stream()
              .filter(Leaf.class::isInstance)
              .map(node -> ((Leaf) node).text())
              .filter(leaf -> !Texts.isAbsent(leaf))
              .collect(Collectors.joining(","));
      return text.isEmpty() ? null : text;
    }
  }
}
