package io.taskcall.oncall.http;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskcall.codec.EventCodec;
import io.taskcall.oncall.reading.Strict;
import io.taskcall.oncall.reading.Text;
import io.taskcall.oncall.reading.Unfit;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of requests; what is wrong with one is said with the name of the field. */
final class Body {
  private static final JsonMapper MAPPER = Strict.like(EventCodec.mapper().rebuild());

  private Body() {}

  static <T> T read(Class<T> type, byte @Nullable [] json) {
    var text = text(json);
    try {
      var read = MAPPER.readValue(text.isEmpty() ? "{}" : text, type);
      if (read == null) {
        throw ProblemException.badRequest("the body is a JSON object");
      }
      return read;
    } catch (JsonMappingException e) {
      throw e.getCause() instanceof JsonParseException broken
          ? notJson(broken)
          : ProblemException.field(Strict.field(e), reason(e));
    } catch (JsonProcessingException e) {
      throw notJson(e);
    }
  }

  /** The same, of a body in which these fields may be left out but not be null. */
  static <T> T read(Class<T> type, byte @Nullable [] json, List<String> neverNull) {
    var read = read(type, json);
    var fields = read(ObjectNode.class, json);
    for (var field : neverNull) {
      if (fields.path(field).isNull()) {
        throw ProblemException.field(field, Strict.NULL);
      }
    }
    return read;
  }

  /** A body as text. */
  static String text(byte @Nullable [] body) {
    try {
      return body == null ? "" : Text.utf8(body);
    } catch (CharacterCodingException e) {
      throw ProblemException.field("body", "is not UTF-8");
    }
  }

  private static ProblemException notJson(JsonProcessingException e) {
    return ProblemException.field("body", "is not JSON: " + e.getOriginalMessage());
  }

  private static String reason(JsonMappingException e) {
    return switch (e) {
      case UnrecognizedPropertyException _ -> "is not a field of this request";
      case InvalidNullException _ -> Strict.NULL;
      case Unfit unfit -> unfit.getOriginalMessage();
      case InvalidFormatException wrong -> expected(wrong);
      case JsonMappingException other when other.getCause() instanceof InputCoercionException ->
          "is out of range";
      case JsonMappingException _ -> "has the wrong type";
    };
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
}
