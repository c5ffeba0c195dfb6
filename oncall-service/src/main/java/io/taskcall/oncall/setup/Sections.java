package io.taskcall.oncall.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.taskcall.oncall.postgres.Definitions.Kind;
import io.taskcall.oncall.postgres.Definitions.Known;
import io.taskcall.oncall.reading.Text;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The sections of a file, as what is written in them. */
final class Sections {
  /** They are auth's, and passed over. */
  private static final Set<String> OTHERS = Set.of("organization", "people", "integrations");

  private static final Set<String> PEOPLE =
      Set.of("participants", "people", "members", "managers", "add", "remove", "everybody");

  /** As long as any other name. */
  private static final int NAME_MAX = 200;

  private static final int TEXT_MAX = 8192;
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Map<Kind, String> NAMES = new EnumMap<>(Kind.class);

  static {
    NAMES.put(Kind.SCHEDULE, "schedules");
    NAMES.put(Kind.TEAM, "teams");
    NAMES.put(Kind.POLICY, "policies");
    NAMES.put(Kind.SERVICE, "services");
    NAMES.put(Kind.DASHBOARD, "dashboards");
    NAMES.put(Kind.HEARTBEAT, "heartbeats");
  }

  private Sections() {}

  /** What a section is called. */
  static String name(Kind kind) {
    return NAMES.getOrDefault(kind, kind.word());
  }

  /**
   * Something that is written in a file.
   *
   * @param data without its key
   */
  record Entry(Kind kind, String key, JsonNode data, String field) {}

  /** All entries of a file. */
  static List<Entry> entries(JsonNode file) {
    file.fieldNames()
        .forEachRemaining(name -> {
          if (!OTHERS.contains(name) && !NAMES.containsValue(name)) {
            throw new Mistake(name, "is not known");
          }
        });
    var entries = new ArrayList<Entry>();
    for (var kind : Kind.values()) {
      var section = file.path(name(kind));
      if (!section.isArray() && !section.isMissingNode() && !section.isNull()) {
        throw new Mistake(name(kind), "is a list");
      }
      for (int i = 0; i < section.size(); i++) {
        entries.add(entry(kind, section.get(i), name(kind) + "[" + i + "]"));
      }
    }
    return entries;
  }

  private static Entry entry(Kind kind, JsonNode node, String field) {
    if (!(node instanceof ObjectNode entry) || !entry.path("key").isTextual()) {
      throw new Mistake(field + ".key", "is missing");
    }
    var key = key(field + ".key", entry.get("key").textValue());
    return new Entry(kind, key, entry.deepCopy().without("key"), field);
  }

  /** Keys are in addresses. */
  static String key(String field, String key) {
    if (!KEY.matcher(key).matches()) {
      throw new Mistake(field, "is up to 64 letters, digits, dots, dashes and underscores");
    }
    return key;
  }

  /** The same with keys and addresses in place of the ids of what there is, and of people. */
  static JsonNode withKeys(JsonNode data, Known known) {
    var keys = new HashMap<String, String>();
    known.all().forEach(one -> keys.put(one.id().toString(), one.key()));
    known.people().forEach((email, id) -> keys.put(id.toString(), email));
    return withKeys(data, keys);
  }

  private static JsonNode withKeys(JsonNode node, Map<String, String> keys) {
    return switch (node) {
      case ObjectNode object -> {
        var other = object.objectNode();
        object
            .properties()
            .forEach(field -> other.set(field.getKey(), withKeys(field.getValue(), keys)));
        yield other;
      }
      case ArrayNode array -> {
        var other = array.arrayNode();
        array.forEach(element -> other.add(withKeys(element, keys)));
        yield other;
      }
      case TextNode text when keys.containsKey(text.textValue()) ->
          TextNode.valueOf(keys.get(text.textValue()));
      case JsonNode other -> other;
    };
  }

  /** What is stored must be what was checked, and a database keeps no NUL. */
  static void requireText(JsonNode data) {
    requireText("", data);
  }

  private static void requireText(String path, JsonNode node) {
    if (node.isTextual()) {
      requireText(path.isEmpty() ? "body" : path, node.textValue());
    }
    node.properties()
        .forEach(field -> {
          requireText("body", field.getKey());
          requireText(
              path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue());
        });
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      requireText(path + "[" + i + "]", node.get(i));
    }
  }

  private static void requireText(String path, String text) {
    if (!Text.isText(text) || text.chars().anyMatch(Sections::isNoText)) {
      throw new Mistake(path, "has a control character or half of a character in it");
    }
    boolean name = path.equals("name") || path.endsWith(".name");
    int most = name ? NAME_MAX : TEXT_MAX;
    if (text.codePointCount(0, text.length()) > most) {
      throw new Mistake(path, "is up to " + most + " characters");
    }
    if (name && (text.isBlank() || text.chars().anyMatch(Character::isISOControl))) {
      throw new Mistake(path, "is one line of from 1 to " + NAME_MAX + " characters");
    }
  }

  private static boolean isNoText(int character) {
    return Character.isISOControl(character) && !Character.isWhitespace(character);
  }

  /** Everybody who is named has to be known. */
  static void requireKnown(JsonNode data, Map<String, ?> people) {
    for (var named : named(data).entrySet()) {
      if (!people.containsKey(named.getValue().toLowerCase(Locale.ROOT))) {
        throw new Mistake(named.getKey(), "is nobody of this organization: " + named.getValue());
      }
    }
  }

  /** The people who are named, by the fields that name them. */
  private static Map<String, String> named(JsonNode data) {
    var named = new LinkedHashMap<String, String>();
    collect("", data, false, named);
    return named;
  }

  private static void collect(
      String path, JsonNode node, boolean people, Map<String, String> named) {
    if (node.isObject()) {
      for (var field : node.properties()) {
        collect(
            path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
            field.getValue(),
            PEOPLE.contains(field.getKey()),
            named);
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(path + "[" + i + "]", node.get(i), people, named);
      }
    } else if (people && node.isTextual()) {
      named.put(path, node.textValue());
    }
  }

  /** The file that has all of these. */
  static JsonNode file(Assembled all) {
    var file = JsonNodeFactory.instance.objectNode();
    for (var kind : Kind.values()) {
      var section = JsonNodeFactory.instance.arrayNode();
      all.of(kind).values().forEach(one -> section.add(Assembled.withKey(one.key(), one.data())));
      if (!section.isEmpty()) {
        file.set(name(kind), section);
      }
    }
    return file;
  }
}
