package io.taskcall.codec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.taskcall.contracts.DeadLetter;
import io.taskcall.contracts.Event;
import io.taskcall.contracts.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Events as Kafka records with CloudEvents 1.0 headers in binary mode (CloudEvents Kafka protocol
 * binding 1.0.2) and a W3C trace.
 */
public final class EventRecords {
  /** What {@code ce_type} has before the event's own {@code type}. */
  public static final String TYPE_PREFIX = "io.taskcall.";

  private static final byte[] SPEC_VERSION = ascii("1.0");
  private static final byte[] JSON = ascii("application/json");
  private static final int HEADER_BYTES_MAX = 8 * 1024;

  /** In Base64 and with its headers, a dead letter of this size still fits into a record. */
  private static final int LETTER_BYTES_MAX = 600_000;

  private static final ClassValue<String> WIRE_TYPE =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> variant) {
          return wireType(variant);
        }
      };

  private EventRecords() {}

  /** The event's {@code type} on the wire, such as {@code alert.opened}. */
  public static String typeOf(Event event) {
    return WIRE_TYPE.get(event.getClass());
  }

  /**
   * The record that says {@code event}.
   *
   * @param service who says it, such as {@code ingest-service}
   */
  public static ProducerRecord<String, byte[]> of(Event event, String service, TraceParent trace) {
    return new ProducerRecord<>(
        event.topic().wireName(),
        null,
        event.key(),
        EventCodec.write(event),
        headers(event, service, trace));
  }

  /** The headers of the record that says {@code event}. */
  public static Headers headers(Event event, String service, TraceParent trace) {
    var headers = new RecordHeaders();
    headers.add("ce_specversion", SPEC_VERSION);
    headers.add("ce_id", ascii(event.id().toString()));
    headers.add("ce_type", ascii(TYPE_PREFIX + typeOf(event)));
    headers.add("ce_source", ascii("/taskcall/" + service));
    headers.add("ce_time", ascii(event.at().toString()));
    headers.add("ce_subject", event.key().getBytes(StandardCharsets.UTF_8));
    headers.add("content-type", JSON);
    headers.add("traceparent", ascii(trace.value()));
    return headers;
  }

  /**
   * The dead letter for a record that {@code reader} could not use, whole unless it is so large
   * that no record could hold it. Its id derives from the record's place, so refusing it twice says
   * the same thing.
   */
  public static DeadLetter.Unread deadLetter(
      ConsumerRecord<String, byte[]> record, String reader, String reason, Instant now) {
    var body = Optional.ofNullable(record.value()).orElse(new byte[0]);
    boolean tooLarge = body.length > LETTER_BYTES_MAX;
    return new DeadLetter.Unread(
        Ids.derive("dead-letter", reader, record.topic(), record.partition(), record.offset()),
        now,
        record.topic(),
        record.partition(),
        record.offset(),
        record.key(),
        texts(record.headers()),
        reader,
        tooLarge ? reason + "; only the first " + LETTER_BYTES_MAX + " bytes are kept" : reason,
        tooLarge ? Arrays.copyOf(body, LETTER_BYTES_MAX) : body);
  }

  private static Map<String, String> texts(Headers headers) {
    var texts = new HashMap<String, String>();
    for (var header : headers) {
      if (header.value() != null && header.value().length <= HEADER_BYTES_MAX) {
        texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    return texts;
  }

  private static String wireType(Class<?> variant) {
    for (var family : variant.getInterfaces()) {
      var types = family.getAnnotation(JsonSubTypes.class);
      if (types != null) {
        for (var type : types.value()) {
          if (type.value() == variant) {
            return type.name();
          }
        }
      }
    }
    throw new IllegalArgumentException(variant.getName() + " has no wire name");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
