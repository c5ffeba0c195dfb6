package io.taskcall.oncall.setup;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads and writes what people write down, as YAML or as JSON, which is YAML too. */
final class Yaml {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              YAMLFactory.builder()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                  .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                  .build())
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .build();

  private Yaml() {}

  /** The text as a tree. */
  static JsonNode tree(String text) {
    try {
      var tree = MAPPER.readTree(text);
      if (tree == null || !tree.isObject()) {
        throw new Mistake("body", "is a YAML or JSON object");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw new Mistake("body", "is neither YAML nor JSON: " + e.getOriginalMessage());
    }
  }

  /** The tree as YAML. */
  static String write(JsonNode tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }

  static <T> T read(String text, Class<T> type) {
    return read(tree(text), type);
  }

  /** The tree as what it says; a part that does not fit is a mistake in its field. */
  static <T> T read(JsonNode tree, Class<T> type) {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonMappingException e) {
      throw new Mistake(field(e), reason(e));
    } catch (JacksonException e) {
      throw new Mistake("body", e.getOriginalMessage());
    }
  }

  private static String reason(JsonMappingException e) {
    return switch (e) {
      case UnrecognizedPropertyException _ -> "is not known";
      case InvalidFormatException wrong when wrong.getTargetType().isEnum() ->
          "is one of "
              + Arrays.stream(wrong.getTargetType().getEnumConstants())
                  .map(value -> value.toString().toLowerCase(Locale.ROOT))
                  .collect(Collectors.joining(", "))
              + ", was "
              + wrong.getValue();
      case InvalidFormatException wrong ->
          "is not a valid " + wrong.getTargetType().getSimpleName() + ": " + wrong.getValue();
      case JsonMappingException other -> firstLine(other.getOriginalMessage());
    };
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("does not fit");
  }

  private static String field(JsonMappingException e) {
    var field = new StringBuilder();
    for (var part : e.getPath()) {
      if (part.getFieldName() == null) {
        field.append('[').append(part.getIndex()).append(']');
      } else {
        field.append(field.isEmpty() ? "" : ".").append(part.getFieldName());
      }
    }
    return field.isEmpty() ? "body" : field.toString();
  }
}
