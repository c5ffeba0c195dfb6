package io.taskcall.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskcall.codec.Contracts.Variant;
import io.taskcall.contracts.Event;
import io.taskcall.contracts.Fingerprint;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the schemas to the records, both ways, and the golden files to the schemas. */
class SchemasTest {
  private static final Path COMMON = Contracts.SCHEMAS.resolve("common.json");

  static Stream<Variant> variants() {
    return Contracts.variants();
  }

  static Stream<Class<? extends Event>> families() {
    return Contracts.families().stream();
  }

  static List<Path> goldenFiles() {
    return Contracts.goldenFiles();
  }

  @ParameterizedTest
  @MethodSource("goldenFiles")
  void golden_file_is_what_its_schema_says(Path golden) {
    var tree = Schemas.json(golden);
    var type = tree.get("type").asText();
    var variant = variants().filter(known -> known.type().equals(type)).findFirst().orElseThrow();
    assertThat(Schemas.validator(schemaFile(variant), "/$defs/" + type).validate(tree)).isEmpty();
    assertThat(Schemas.validator(schemaFile(variant), "").validate(tree)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void schema_refuses_what_the_codec_refuses(Variant variant) {
    var schema = Schemas.validator(schemaFile(variant), "/$defs/" + variant.type());
    var golden = (ObjectNode) Schemas.json(Contracts.GOLDEN.resolve(variant.type() + ".json"));
    for (var component : variant.record().getRecordComponents()) {
      var without = golden.deepCopy();
      without.remove(component.getName());
      assertThat(schema.validate(without).isEmpty())
          .as("without %s", component.getName())
          .isEqualTo(Components.nullable(component));
    }
    assertThat(schema.validate(golden.deepCopy().put("type", "another"))).isNotEmpty();
    assertThat(schema.validate(golden.deepCopy().put("id", "not a UUID"))).isNotEmpty();
    assertThat(schema.validate(golden.deepCopy().put("at", "noon"))).isNotEmpty();
    assertThat(schema.validate(golden.deepCopy().put("addedLater", true))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("families")
  void file_of_a_topic_names_every_event_of_it_and_no_other(Class<? extends Event> family) {
    var names = Contracts.wireNames(family).keySet();
    var schema = Schemas.json(fileOf(family));
    assertThat(schema.get("oneOf").findValuesAsText("$ref"))
        .containsExactlyElementsOf(names.stream().map(name -> "#/$defs/" + name).toList());
    assertThat(eventNames(schema)).containsExactlyElementsOf(names);
  }

  @Test
  void there_is_no_file_without_a_topic() {
    var expected = families().map(SchemasTest::fileOf).collect(Collectors.toSet());
    expected.add(COMMON);
    assertThat(Contracts.files(Contracts.SCHEMAS)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void schema_has_the_components_of_the_record(Variant variant) {
    var file = schemaFile(variant);
    assertSame(variant.type(), variant.record(), at(file, variant.type()), file);
  }

  @ParameterizedTest
  @MethodSource("families")
  void no_definition_is_left_over(Class<? extends Event> family) {
    var defined = new HashSet<>(names(Schemas.json(fileOf(family)).get("$defs")));
    var used = new HashSet<>(Contracts.wireNames(family).keySet());
    for (var ref : Schemas.json(fileOf(family)).findValuesAsText("$ref")) {
      if (ref.startsWith("#/$defs/")) {
        used.add(ref.substring("#/$defs/".length()));
      }
    }
    assertThat(defined).isEqualTo(used);
  }

  /** Follows every reference from an event's schema and its record in step. */
  private static void assertSame(String type, Class<?> record, JsonNode schema, Path file) {
    assertProperties(type, record, schema);
    var open = new ArrayDeque<Pair>();
    var seen = new HashSet<Class<?>>();
    pairs(record, schema, file).forEach(open::add);
    while (!open.isEmpty()) {
      var next = open.remove();
      if (!seen.add(next.type())) {
        continue;
      }
      if (next.type().isEnum()) {
        assertThat(texts(next.schema().get("enum"))).isEqualTo(constants(next.type()));
      } else if (next.type().isSealed()) {
        open.addAll(variantsOf(next));
      } else {
        assertProperties(null, next.type(), next.schema());
        open.addAll(pairs(next.type(), next.schema(), next.file()));
      }
    }
  }

  private record Pair(Class<?> type, JsonNode schema, Path file) {}

  private static List<Pair> variantsOf(Pair union) {
    var names = Contracts.wireNames(union.type());
    var schemas = union.schema().get("oneOf");
    assertThat(schemas.size()).isEqualTo(names.size());
    return StreamSupport.stream(schemas.spliterator(), false)
        .flatMap(schema -> {
          var name = schema.at("/properties/type/const").asText();
          assertThat(names).containsKey(name);
          assertProperties(name, names.get(name), schema);
          return pairs(names.get(name), schema, union.file()).stream();
        })
        .toList();
  }

  private static void assertProperties(String type, Class<?> record, JsonNode schema) {
    var components = new LinkedHashSet<String>();
    var required = new LinkedHashSet<String>();
    if (type != null) {
      components.add("type");
      required.add("type");
      assertThat(schema.at("/properties/type/const").asText()).isEqualTo(type);
    }
    for (var component : record.getRecordComponents()) {
      components.add(component.getName());
      if (!Components.nullable(component)) {
        required.add(component.getName());
      }
    }
    assertThat(names(schema.get("properties")))
        .as("properties of %s", record)
        .isEqualTo(components);
    assertThat(texts(schema.get("required"))).as("required of %s", record).isEqualTo(required);
    for (var component : record.getRecordComponents()) {
      assertThat(kind(schema.get("properties").get(component.getName())))
          .as("%s of %s", component.getName(), record)
          .isEqualTo(kind(component.getGenericType()));
    }
  }

  /** The types of our own that a record is made of, each with its schema. */
  private static List<Pair> pairs(Class<?> record, JsonNode schema, Path file) {
    return Arrays.stream(record.getRecordComponents())
        .filter(component -> isOurs(inner(component)))
        .map(component -> {
          var property = schema.get("properties").get(component.getName());
          var ref = property.has("items") ? property.get("items") : property;
          var parts = ref.get("$ref").asText().split("#/\\$defs/", -1);
          var target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]);
          return new Pair(inner(component), at(target, parts[1]), target);
        })
        .toList();
  }

  private static boolean isOurs(Class<?> type) {
    return type.getPackage() == Event.class.getPackage() && type != Fingerprint.class;
  }

  private static Class<?> inner(RecordComponent component) {
    return component.getGenericType() instanceof ParameterizedType list
            && component.getType() == List.class
        ? (Class<?>) list.getActualTypeArguments()[0]
        : component.getType();
  }

  private static String kind(Type type) {
    return switch (type) {
      case ParameterizedType generic when generic.getRawType() == List.class ->
          "array of " + kind(generic.getActualTypeArguments()[0]);
      case ParameterizedType generic when generic.getRawType() == Map.class -> "map of string";
      case Class<?> plain when plain == UUID.class -> "string uuid";
      case Class<?> plain when plain == Instant.class -> "string date-time";
      case Class<?> plain when plain == String.class -> "string";
      case Class<?> plain when plain == byte[].class -> "string base64";
      case Class<?> plain when plain == boolean.class || plain == Boolean.class -> "boolean";
      case Class<?> plain when plain.isPrimitive() -> "integer";
      case Class<?> plain -> plain.getSimpleName();
      default -> throw new AssertionError("no schema is known for " + type);
    };
  }

  private static String kind(JsonNode schema) {
    if (schema.has("$ref")) {
      return schema.get("$ref").asText().replaceFirst(".*/", "");
    }
    return switch (schema.get("type").asText()) {
      case "array" -> "array of " + kind(schema.get("items"));
      case "object" -> "map of " + schema.at("/additionalProperties/type").asText();
      case "string" ->
          ("string " + schema.path("format").asText() + schema.path("contentEncoding").asText())
              .strip();
      case String other -> other;
    };
  }

  private static Set<String> constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> EventCodec.mapper().valueToTree(constant).asText())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static List<String> eventNames(JsonNode schema) {
    return names(schema.get("$defs")).stream().filter(name -> name.contains(".")).toList();
  }

  private static Set<String> names(JsonNode object) {
    var names = new LinkedHashSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<String> texts(JsonNode array) {
    var texts = new LinkedHashSet<String>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static JsonNode at(Path file, String definition) {
    var found = Schemas.json(file).get("$defs").get(definition);
    assertThat(found).as("%s in %s", definition, file.getFileName()).isNotNull();
    return found;
  }

  private static Path schemaFile(Variant variant) {
    return fileOf(variant.family());
  }

  private static Path fileOf(Class<? extends Event> family) {
    return Schemas.file(Contracts.topic(family));
  }
}
