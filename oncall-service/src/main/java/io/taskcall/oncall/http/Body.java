package io.taskcall.oncall.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskcall.codec.EventCodec;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of requests; what is wrong with one is said with the name of the field. */
final class Body {
  private static final JsonMapper MAPPER =
      EventCodec.mapper()
          .rebuild()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private Body() {}

  static <T> T read(Class<T> type, byte @Nullable [] json) {
    if (json == null || json.length == 0) {
      return read(type, new byte[] {'{', '}'});
    }
    try {
      var read = MAPPER.readValue(json, type);
      if (read == null) {
        throw ProblemException.badRequest("the body is a JSON object");
      }
      return read;
    } catch (UnrecognizedPropertyException e) {
      throw ProblemException.field(field(e), "is not a field of this request");
    } catch (InvalidFormatException e) {
      throw ProblemException.field(field(e), expected(e));
    } catch (MismatchedInputException e) {
      throw ProblemException.field(field(e), "has the wrong type");
    } catch (JsonProcessingException e) {
      throw ProblemException.badRequest("the body is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw ProblemException.badRequest("the body cannot be read");
    }
  }

  /** The same, of a body in which these fields may be left out but not be null. */
  static <T> T read(Class<T> type, byte @Nullable [] json, List<String> neverNull) {
    var read = read(type, json);
    var fields = read(ObjectNode.class, json);
    for (var field : neverNull) {
      if (fields.path(field).isNull()) {
        throw ProblemException.field(field, "cannot be null");
      }
    }
    return read;
  }

  private static String expected(InvalidFormatException e) {
    var type = e.getTargetType();
    return type != null && type.isEnum()
        ? "is one of "
            + Arrays.stream(type.getEnumConstants())
                .map(constant -> EventCodec.mapper().valueToTree(constant).asText())
                .collect(Collectors.joining(", "))
        : "is not a valid "
            + (type == null ? "value" : type.getSimpleName().toLowerCase(Locale.ROOT));
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
