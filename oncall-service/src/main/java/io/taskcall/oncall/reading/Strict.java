package io.taskcall.oncall.reading;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.UUID;

/**
 * Makes mappers that take nothing for what it is not: no list has a null in it, a text is a text, a
 * number a number, and a field that nobody knows is a mistake.
 */
public final class Strict {
  /** What is said of an element that is null. */
  public static final String NULL = "cannot be null";

  private static final int UUID_LENGTH = 36;

  private Strict() {}

  /** A mapper that reads as {@code base} does, but strictly. */
  public static JsonMapper like(JsonMapper.Builder base) {
    var mapper =
        base.addModule(texts())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();
    mapper.setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
    return mapper;
  }

  private static SimpleModule texts() {
    return new SimpleModule("strict")
        .addDeserializer(String.class, new AsText<>(String.class, Text::read, Text.WANTED))
        .addDeserializer(UUID.class, new AsText<>(UUID.class, Strict::id, "is not a valid uuid"))
        .addDeserializer(Instant.class, new AsText<>(Instant.class, Moments::read, Moments.WANTED))
        .addDeserializer(
            Duration.class,
            new AsText<>(Duration.class, Duration::parse, "is a duration such as PT5M"))
        .addDeserializer(
            LocalDateTime.class,
            new AsText<>(
                LocalDateTime.class, LocalDateTime::parse, "is a time such as 2026-03-01T12:00"))
        .addDeserializer(
            LocalTime.class,
            new AsText<>(LocalTime.class, LocalTime::parse, "is a time such as 09:00"))
        .addDeserializer(
            ZoneId.class,
            new AsText<>(ZoneId.class, ZoneId::of, "is a time zone such as Europe/Berlin"));
  }

  /** In its full form alone. */
  private static UUID id(String text) {
    if (text.length() != UUID_LENGTH) {
      throw new IllegalArgumentException("not a uuid: " + text);
    }
    return UUID.fromString(text);
  }

  /** Where in what is read something is wrong. */
  public static String field(JsonMappingException e) {
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
