package io.taskcall.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.taskcall.contracts.Event;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Events as JSON. Unknown fields are passed over; an unknown {@code type} is refused, and so is an
 * event that lacks what its readers may rely on.
 */
public final class EventCodec {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new SimpleModule().addDeserializer(Instant.class, new InstantAsText()))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .annotationIntrospector(
              AnnotationIntrospector.pair(
                  new RequiredComponents(), new JacksonAnnotationIntrospector()))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .defaultPropertyInclusion(JsonInclude.Value.ALL_NON_NULL)
          .build();

  private static final ObjectWriter WRITER = MAPPER.writer();
  private static final Map<Class<?>, ObjectReader> READERS = new ConcurrentHashMap<>();

  private EventCodec() {}

  /** A mapper set up as on the wire, for those who keep or show parts of events. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** The event as UTF-8 JSON, with its {@code type} first. */
  public static byte[] write(Event event) {
    try {
      return WRITER.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot write a " + event.getClass().getName(), e);
    }
  }

  /** Reads what was written as one of {@code family}, such as {@code AlertEvent.class}. */
  public static <T extends Event> Reading<T> read(Class<T> family, byte[] json) {
    if (!isUtf8(json)) {
      return new Reading.Refused<>("not UTF-8");
    }
    try {
      var reader = READERS.computeIfAbsent(family, MAPPER::readerFor);
      T event = reader.readValue(json);
      return event == null
          ? new Reading.Refused<>("the record is a JSON null")
          : new Reading.Understood<>(event);
    } catch (InvalidTypeIdException e) {
      return new Reading.Refused<>(
          e.getTypeId() == null ? "it has no type" : "unknown type " + e.getTypeId());
    } catch (IOException e) {
      return new Reading.Refused<>("not a " + family.getSimpleName() + ": " + firstLine(e));
    }
  }

  /** The parser itself lets some of what is not UTF-8 through, as other characters than meant. */
  private static boolean isUtf8(byte[] bytes) {
    if (isAscii(bytes)) {
      return true;
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)) != null;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean isAscii(byte[] bytes) {
    byte all = 0;
    for (byte each : bytes) {
      all |= each;
    }
    return all >= 0;
  }

  private static String firstLine(IOException e) {
    var message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
