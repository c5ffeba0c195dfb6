package io.taskcall.oncall.setup;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.taskcall.oncall.reading.Strict;
import io.taskcall.oncall.reading.Unfit;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads and writes what people write down, as YAML or as JSON, which is YAML too. */
final class Yaml {
  /** As written down before we were strict: what is kept must stay readable. */
  private static final JsonMapper KEPT = kept();

  private static final JsonMapper NEW = Strict.like(builder());

  private static JsonMapper kept() {
    var mapper = builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    mapper.setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.SKIP));
    return mapper;
  }

  private static JsonMapper.Builder builder() {
    return JsonMapper.builder(
            YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                .build())
        .addModule(new JavaTimeModule())
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS);
  }

  private Yaml() {}

  /** The text as a tree. */
  static JsonNode tree(String text) {
    try {
      var tree = NEW.readTree(text);
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
      return NEW.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }

  /** The tree as what it says; a part that does not fit is a mistake in its field. */
  static <T> T read(JsonNode tree, Class<T> type) {
    return read(NEW, tree, type);
  }

  /** The same of a tree that was taken before, maybe less strictly. */
  static <T> T kept(JsonNode tree, Class<T> type) {
    return read(KEPT, tree, type);
  }

  private static <T> T read(ObjectMapper mapper, JsonNode tree, Class<T> type) {
    try {
      return mapper.treeToValue(tree, type);
    } catch (JsonMappingException e) {
      throw new Mistake(Strict.field(e), reason(e));
    } catch (JacksonException e) {
      throw new Mistake("body", e.getOriginalMessage());
    }
  }

  private static String reason(JsonMappingException e) {
    return switch (e) {
      case UnrecognizedPropertyException _ -> "is not known";
      case InvalidNullException _ -> Strict.NULL;
      case Unfit unfit -> unfit.getOriginalMessage();
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
}
