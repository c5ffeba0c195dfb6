package io.taskcall.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.taskcall.codec.Contracts.Variant;
import io.taskcall.contracts.DeadLetter;
import io.taskcall.contracts.Event;
import io.taskcall.contracts.Ids;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** CloudEvents 1.0 in the binary mode of its Kafka protocol binding. */
class EventRecordsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final UUID CAUSE = Ids.derive("test", "cause");
  private static final TraceParent TRACE = TraceParent.startingAt(CAUSE);

  static Stream<Variant> variants() {
    return Contracts.variants();
  }

  @Test
  void record_carries_the_attributes_of_cloud_events_and_the_trace() {
    var fired = event("alert.fired");
    var record = EventRecords.of(fired, "ingest-service", TRACE);
    assertThat(texts(record.headers()))
        .containsExactly(
            entry("ce_specversion", "1.0"),
            entry("ce_id", fired.id().toString()),
            entry("ce_type", "io.taskcall.alert.fired"),
            entry("ce_source", "/taskcall/ingest-service"),
            entry("ce_time", "2026-03-01T12:00:00Z"),
            entry("ce_subject", fired.key()),
            entry("content-type", "application/json"),
            entry("traceparent", TRACE.value()));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void record_goes_to_its_topic_under_its_key(Variant variant) {
    var event = event(variant.type());
    var record = EventRecords.of(event, "some-service", TRACE);
    assertThat(record.topic()).isEqualTo(event.topic().wireName());
    assertThat(record.key()).isEqualTo(event.key()).isNotBlank();
    assertThat(record.partition()).isNull();
    assertThat(texts(record.headers()))
        .containsEntry("ce_type", "io.taskcall." + variant.type())
        .containsEntry("ce_subject", event.key())
        .containsEntry("ce_id", event.id().toString());
    assertThat(EventCodec.read(variant.family(), record.value()))
        .isInstanceOf(Reading.Understood.class);
  }

  @Test
  void event_caused_by_a_record_continues_its_trace() {
    var cause = EventRecords.of(event("alert.fired"), "ingest-service", TRACE);
    var effect = event("alert.opened");
    var trace = TraceParent.of(cause.headers()).orElseThrow().then(effect.id());
    var continued = EventRecords.of(effect, "dedup-service", trace);
    var carried = TraceParent.of(continued.headers()).orElseThrow();
    assertThat(carried.value().substring(0, 36)).isEqualTo(TRACE.value().substring(0, 36));
    assertThat(carried).isNotEqualTo(TRACE);
  }

  @Test
  void dead_letter_holds_the_whole_record_and_where_it_was() {
    var record = unreadable();
    var letter = EventRecords.deadLetter(record, "dedup-service", "unknown type x", NOON);
    assertThat(letter.originalTopic()).isEqualTo("taskcall.alerts.v1");
    assertThat(letter.partition()).isEqualTo(3);
    assertThat(letter.offset()).isEqualTo(42);
    assertThat(letter.originalKey()).isEqualTo("key");
    assertThat(letter.headers()).containsExactly(entry("ce_type", "io.taskcall.x"));
    assertThat(letter.body()).isEqualTo(new byte[] {0, (byte) 0xff, 1});
    assertThat(EventCodec.read(DeadLetter.class, EventCodec.write(letter)))
        .isInstanceOf(Reading.Understood.class);
  }

  @Test
  void dead_letter_of_the_largest_record_fits_into_a_record_itself() {
    var record = new ConsumerRecord<>("taskcall.alerts.v1", 0, 0, "key", new byte[1 << 20]);
    var letter = EventRecords.deadLetter(record, "oncall-service", "not JSON", NOON);
    assertThat(EventCodec.write(letter)).hasSizeLessThan(1_000_000);
    assertThat(letter.reason()).isEqualTo("not JSON; only the first 600000 bytes are kept");
  }

  @Test
  void record_refused_twice_makes_one_dead_letter() {
    var first = EventRecords.deadLetter(unreadable(), "dedup-service", "reason", NOON);
    var again =
        EventRecords.deadLetter(unreadable(), "dedup-service", "reason", NOON.plusSeconds(9));
    var byAnother = EventRecords.deadLetter(unreadable(), "oncall-service", "reason", NOON);
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(byAnother.id()).isNotEqualTo(first.id());
  }

  @Test
  void record_without_key_and_value_makes_a_dead_letter_too() {
    var record = new ConsumerRecord<String, byte[]>("taskcall.alerts.v1", 0, 0, null, null);
    var letter = EventRecords.deadLetter(record, "dedup-service", "no value", NOON);
    assertThat(letter.body()).isEmpty();
    assertThat(letter.key()).isEqualTo("taskcall.alerts.v1");
  }

  private static ConsumerRecord<String, byte[]> unreadable() {
    var record =
        new ConsumerRecord<>("taskcall.alerts.v1", 3, 42, "key", new byte[] {0, (byte) 0xff, 1});
    record.headers().add("ce_type", "io.taskcall.x".getBytes(UTF_8));
    record.headers().add("empty", null);
    record.headers().add("endless", new byte[1 << 20]);
    return record;
  }

  private static Event event(String type) {
    var variant =
        Contracts.variants().filter(known -> known.type().equals(type)).findFirst().orElseThrow();
    return switch (EventCodec.read(variant.family(), Contracts.golden(variant))) {
      case Reading.Understood<? extends Event>(var event) -> event;
      case Reading.Refused<? extends Event>(var reason) -> throw new AssertionError(reason);
    };
  }

  private static Map<String, String> texts(Headers headers) {
    var texts = new LinkedHashMap<String, String>();
    headers.forEach(header -> texts.put(header.key(), new String(header.value(), UTF_8)));
    return texts;
  }
}
