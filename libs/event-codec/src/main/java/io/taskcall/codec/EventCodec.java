package io.taskcall.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.taskcall.contracts.Event;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Events as JSON. Unknown fields are passed over; an unknown {@code type} is refused. */
public final class EventCodec {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
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
    try {
      var reader = READERS.computeIfAbsent(family, MAPPER::readerFor);
      T event = reader.readValue(json);
      return event == null
          ? new Reading.Refused<>("the record is a JSON null")
          : new Reading.Understood<>(event);
    } catch (InvalidTypeIdException e) {
      return new Reading.Refused<>("unknown type " + e.getTypeId());
    } catch (IOException e) {
      return new Reading.Refused<>("not a " + family.getSimpleName() + ": " + firstLine(e));
    }
  }

  private static String firstLine(IOException e) {
    var message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
