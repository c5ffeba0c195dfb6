package io.taskcall.dedup.kafka;

import static io.taskcall.dedup.domain.Sample.NOON;
import static io.taskcall.dedup.domain.Sample.RULES;
import static io.taskcall.dedup.domain.Sample.cycle;
import static io.taskcall.dedup.domain.Sample.fired;
import static io.taskcall.dedup.domain.Sample.recovered;
import static io.taskcall.dedup.domain.Sample.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.codec.EventCodec;
import io.taskcall.codec.EventRecords;
import io.taskcall.codec.Reading;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.DeadLetter;
import io.taskcall.contracts.Event;
import io.taskcall.contracts.Topic;
import io.taskcall.dedup.domain.Dedup;
import io.taskcall.dedup.rocksdb.AlertStore;
import io.taskcall.dedup.rocksdb.BoundedMemory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DedupTopologyTest {
  private static final TraceParent TRACE =
      new TraceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  @TempDir Path stateDir;
  private TopologyTestDriver driver;
  private TestInputTopic<String, byte[]> alerts;
  private TestOutputTopic<String, byte[]> changes;
  private TestOutputTopic<String, byte[]> deadLetters;

  @BeforeEach
  void start() {
    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "dedup-test");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedMemory.class);
    settings.put(BoundedMemory.CACHE_BYTES, 8L * 1024 * 1024);
    driver = new TopologyTestDriver(DedupTopology.of(new Dedup(RULES)), settings, NOON);
    alerts =
        driver.createInputTopic(
            Topic.ALERTS.wireName(), new StringSerializer(), new ByteArraySerializer());
    changes = output(Topic.ALERT_CHANGES);
    deadLetters = output(Topic.DEAD_LETTERS);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void alert_life_is_told_in_order_with_one_opening() {
    send(fired(0, cycle(1)), fired(1, cycle(1)), fired(2, cycle(1)), recovered(3, cycle(1)));
    var said = said();
    assertThat(said)
        .extracting(change -> change.getClass().getSimpleName())
        .containsExactly("Opened", "Repeated", "Recovered");
    assertThat(said).extracting(AlertChange::opening).containsOnly(said.getFirst().opening());
  }

  @Test
  void change_carries_cloud_event_headers_and_goes_on_with_the_trace() {
    var event = fired(0, cycle(1));
    alerts.pipeInput(record(event));
    var record = changes.readRecord();
    var change = read(AlertChange.class, record.value());
    assertThat(record.key()).isEqualTo(event.key());
    assertThat(header(record, "ce_id")).isEqualTo(change.id().toString());
    assertThat(header(record, "ce_type")).isEqualTo("io.taskcall.alert.opened");
    assertThat(header(record, "ce_source")).isEqualTo("/taskcall/dedup-service");
    assertThat(header(record, "traceparent")).isEqualTo(TRACE.then(change.id()).value());
  }

  @Test
  void unreadable_record_becomes_a_dead_letter_and_the_next_is_judged() {
    for (var value : List.of("{\"type\":\"alert.imagined\"}", "not json", "null", "{}")) {
      alerts.pipeInput("some-key", value.getBytes(StandardCharsets.UTF_8));
    }
    send(fired(0, cycle(1)));
    assertThat(deadLetters.getQueueSize()).isEqualTo(4);
    var letter = read(DeadLetter.class, deadLetters.readValue());
    assertThat(letter.reason()).isEqualTo("unknown type alert.imagined");
    assertThat(letter).isInstanceOf(DeadLetter.Unread.class);
    assertThat(said()).hasSize(1);
  }

  @Test
  void record_under_a_key_that_is_not_its_fingerprint_becomes_a_dead_letter() {
    alerts.pipeInput("elsewhere", EventCodec.write(fired(0, null)));
    alerts.pipeInput(new TestRecord<>(null, EventCodec.write(fired(0, null))));
    assertThat(deadLetters.getQueueSize()).isEqualTo(2);
    assertThat(changes.isEmpty()).isTrue();
  }

  @Test
  void event_with_an_impossible_time_becomes_a_dead_letter() {
    var event = fired(0, null);
    var impossible =
        new AlertEvent.Fired(
            event.id(),
            event.alert(),
            java.time.Instant.MIN,
            java.time.Instant.MIN,
            null,
            null,
            event.level(),
            event.details());
    send(impossible);
    assertThat(deadLetters.getQueueSize()).isEqualTo(1);
  }

  @Test
  void dead_letter_of_a_huge_record_fits_into_a_record() {
    alerts.pipeInput("key", new byte[900_000]);
    assertThat(deadLetters.readValue()).hasSizeLessThan(1_000_000);
  }

  @Test
  void tombstone_is_passed_over() {
    alerts.pipeInput("key", (byte[]) null);
    assertThat(deadLetters.isEmpty()).isTrue();
    assertThat(changes.isEmpty()).isTrue();
  }

  @Test
  void repeats_held_back_are_told_by_the_clock() {
    send(fired(0, cycle(1)), fired(0, cycle(1)), fired(1, cycle(1)), fired(2, cycle(1)));
    driver.advanceWallClockTime(Duration.ofSeconds(3));
    assertThat(said()).hasSize(2);
    driver.advanceWallClockTime(Duration.ofSeconds(30));
    assertThat(said())
        .singleElement()
        .isInstanceOfSatisfying(
            AlertChange.Repeated.class, repeated -> assertThat(repeated.count()).isEqualTo(3));
  }

  @Test
  void flapping_stops_by_the_clock() {
    for (int i = 0; i < 5; i++) {
      send(fired(i * 60L, cycle(i)), recovered(i * 60L + 5, cycle(i)));
    }
    driver.advanceWallClockTime(Duration.ofSeconds(244));
    assertThat(said().getLast()).isInstanceOf(AlertChange.FlappingStarted.class);
    driver.advanceWallClockTime(Duration.ofMinutes(15));
    driver.advanceWallClockTime(Duration.ofSeconds(2));
    assertThat(said().getLast()).isInstanceOf(AlertChange.FlappingStopped.class);
  }

  @Test
  void alert_nobody_heard_of_expires_by_the_clock_and_leaves_nothing_behind() {
    send(fired(0, cycle(1)), fired(1, cycle(1)), fired(2, cycle(1)));
    driver.advanceWallClockTime(Duration.ofSeconds(40));
    driver.advanceWallClockTime(Duration.ofDays(7));
    assertThat(said().getLast()).isInstanceOf(AlertChange.Expired.class);
    assertThat(stored()).isZero();
  }

  @Test
  void alert_has_one_entry_to_be_looked_at_however_often_it_fires() {
    for (int i = 0; i < 50; i++) {
      send(fired(i * 20L, cycle(1)));
      driver.advanceWallClockTime(Duration.ofSeconds(20));
    }
    assertThat(stored()).isEqualTo(2);
  }

  @Test
  void event_delivered_again_writes_nothing() {
    send(fired(0, cycle(1)), fired(1, cycle(1)));
    said();
    var before = driver.producedTopicNames().size();
    send(fired(1, cycle(1)), fired(0, cycle(1)));
    assertThat(said()).isEmpty();
    assertThat(driver.producedTopicNames()).hasSize(before);
  }

  @Test
  void backlog_after_a_pause_is_judged_by_its_own_time() {
    for (int i = 0; i < 4; i++) {
      send(fired(i * 60L, cycle(i)), recovered(i * 60L + 5, cycle(i)));
    }
    driver.advanceWallClockTime(Duration.ofHours(3));
    assertThat(said().getLast()).isInstanceOf(AlertChange.FlappingStarted.class);
    driver.advanceWallClockTime(Duration.ofSeconds(1));
    assertThat(said().getLast()).isInstanceOf(AlertChange.FlappingStopped.class);
  }

  private TestOutputTopic<String, byte[]> output(Topic topic) {
    return driver.createOutputTopic(
        topic.wireName(), new StringDeserializer(), new ByteArrayDeserializer());
  }

  private void send(AlertEvent... events) {
    for (var event : events) {
      alerts.pipeInput(record(event));
    }
  }

  private static TestRecord<String, byte[]> record(AlertEvent event) {
    return new TestRecord<>(
        event.key(),
        EventCodec.write(event),
        new RecordHeaders(EventRecords.headers(event, "ingest-service", TRACE)),
        second(0));
  }

  private List<AlertChange> said() {
    return changes.readValuesToList().stream()
        .map(value -> read(AlertChange.class, value))
        .toList();
  }

  private long stored() {
    KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(AlertStore.NAME);
    long entries = 0;
    try (var all = store.all()) {
      while (all.hasNext()) {
        all.next();
        entries++;
      }
    }
    return entries;
  }

  private static <T extends Event> T read(Class<T> family, byte[] value) {
    return switch (EventCodec.read(family, value)) {
      case Reading.Understood<T>(var event) -> event;
      case Reading.Refused<T>(var reason) -> throw new AssertionError(reason);
    };
  }

  private static String header(TestRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
