package io.taskcall.auth.setup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A place in a YAML file, which knows its line and its path for whoever has to correct it.
 *
 * @param path such as {@code integrations[1].tool}; empty for the whole file
 */
record Place(String file, String path, Node node) {
  /** The fields of a mapping, whatever they are called. */
  Map<String, Place> fields() {
    if (!(node instanceof MappingNode mapping)) {
      throw problem("must be a mapping");
    }
    var fields = new LinkedHashMap<String, Place>();
    for (var tuple : mapping.getValue()) {
      var name = new Place(file, path, tuple.getKeyNode()).text();
      var field = new Place(file, path.isEmpty() ? name : path + "." + name, tuple.getValueNode());
      if (fields.put(name, field) != null) {
        throw field.problem("is there twice");
      }
    }
    return fields;
  }

  /** The fields of a mapping that may have these and no others. */
  Map<String, Place> fields(Set<String> allowed) {
    var fields = fields();
    fields.forEach((name, field) -> {
      if (!allowed.contains(name)) {
        throw field.problem("is not known here; known are " + String.join(", ", sorted(allowed)));
      }
    });
    return fields;
  }

  /** A field that must be there. */
  Place field(String name) {
    var field = fields().get(name);
    if (field == null) {
      throw problem(name + " is missing");
    }
    return field;
  }

  /** A field that may be there. */
  Optional<Place> optional(String name) {
    return Optional.ofNullable(fields().get(name));
  }

  /** The items of a list. */
  List<Place> items() {
    if (!(node instanceof SequenceNode sequence)) {
      throw problem("must be a list");
    }
    var nodes = sequence.getValue();
    return IntStream.range(0, nodes.size())
        .mapToObj(i -> new Place(file, path + "[" + i + "]", nodes.get(i)))
        .toList();
  }

  /** Text that says something. */
  String text() {
    if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
      throw problem("must be text");
    }
    return scalar.getValue().strip();
  }

  /** One of the words that stand for something. */
  <T> T oneOf(Map<String, T> meanings) {
    var meaning = meanings.get(text());
    if (meaning == null) {
      throw problem(
          "must be one of " + String.join(", ", sorted(meanings.keySet())) + ", was " + text());
    }
    return meaning;
  }

  SetupProblem problem(String what) {
    int line = node.getStartMark().getLine() + 1;
    return new SetupProblem(file + ":" + line + ": " + (path.isEmpty() ? "" : path + ": ") + what);
  }

  private static List<String> sorted(Set<String> words) {
    return words.stream().sorted().toList();
  }
}
