package io.taskcall.auth.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.taskcall.codec.EventCodec;
import java.io.IOException;
import java.util.Base64;
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
      throw Wrong.body("a JSON object is needed");
    }
    try {
      var read = MAPPER.readValue(json, type);
      if (read == null) {
        throw Wrong.body("a JSON object is needed");
      }
      return read;
    } catch (UnrecognizedPropertyException e) {
      throw Wrong.field(field(e), "is not a field of this request");
    } catch (JsonMappingException e) {
      throw Wrong.field(field(e), "is not what it must be");
    } catch (JsonProcessingException e) {
      throw Wrong.body("the body is not JSON");
    } catch (IOException e) {
      throw Wrong.body("the body cannot be read");
    }
  }

  /** Text that must be there, of a length that a person can read. */
  static String text(String field, @Nullable String text, int lengthMax) {
    if (text == null || text.isBlank()) {
      throw Wrong.field(field, "is missing");
    }
    var stripped = text.strip();
    if (stripped.length() > lengthMax) {
      throw Wrong.field(field, "must have at most " + lengthMax + " characters");
    }
    if (stripped.chars().anyMatch(Character::isISOControl)) {
      throw Wrong.field(field, "must have no control characters");
    }
    return stripped;
  }

  /** Bytes in base64url that must be there. */
  static byte[] base64url(String field, @Nullable String text, int bytesMax) {
    if (text == null || text.isEmpty()) {
      throw Wrong.field(field, "is missing");
    }
    // Four characters for three bytes, of which up to two may pad.
    if (text.length() > (bytesMax + 2) / 3 * 4) {
      throw Wrong.field(field, "must have at most " + bytesMax + " bytes");
    }
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw Wrong.field(field, "must be base64url");
    }
  }

  private static String field(JsonMappingException e) {
    var path =
        e.getPath().stream()
            .map(part ->
                part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
            .collect(Collectors.joining("."));
    return path.isEmpty() ? "body" : path;
  }
}
