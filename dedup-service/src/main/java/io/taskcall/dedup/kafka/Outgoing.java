package io.taskcall.dedup.kafka;

import io.taskcall.codec.EventCodec;
import io.taskcall.codec.EventRecords;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** What the service says, on its way out. */
final class Outgoing {
  static final String CHANGES = "alert-changes";
  static final String DEAD_LETTERS = "dead-letters";

  private static final String SERVICE = "dedup-service";

  private final ProcessorContext<byte[], byte[]> context;

  Outgoing(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
  }

  /** Says {@code change} as part of the trace that {@code cause} belongs to. */
  void say(AlertChange change, Record<byte[], byte[]> cause) {
    var trace =
        TraceParent.of(cause.headers()).orElseGet(() -> TraceParent.startingAt(change.opening()));
    send(change, trace, cause.timestamp(), CHANGES);
  }

  /** Says {@code change}, which came of nothing but time going by. */
  void say(AlertChange change, long timestamp) {
    send(change, TraceParent.startingAt(change.opening()), timestamp, CHANGES);
  }

  /** Puts a record that can't be used aside, whole, so that the next one can be judged. */
  void refuse(Record<byte[], byte[]> record, String reason) {
    var letter =
        EventRecords.deadLetter(
            unread(record), SERVICE, reason, Instant.ofEpochMilli(context.currentSystemTimeMs()));
    var trace =
        TraceParent.of(record.headers()).orElseGet(() -> TraceParent.startingAt(letter.id()));
    send(letter, trace, record.timestamp(), DEAD_LETTERS);
  }

  @SuppressWarnings("NullAway") // a record without a key is one of those that can't be used
  private ConsumerRecord<String, byte[]> unread(Record<byte[], byte[]> record) {
    var source = context.recordMetadata().orElseThrow();
    return new ConsumerRecord<>(
        source.topic(),
        source.partition(),
        source.offset(),
        record.timestamp(),
        TimestampType.CREATE_TIME,
        ConsumerRecord.NULL_SIZE,
        record.value().length,
        record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8),
        record.value(),
        record.headers(),
        Optional.empty());
  }

  private void send(Event event, TraceParent trace, long timestamp, String sink) {
    context.forward(
        new Record<>(
            event.key().getBytes(StandardCharsets.UTF_8),
            EventCodec.write(event),
            timestamp,
            EventRecords.headers(event, SERVICE, trace.then(event.id()))),
        sink);
  }
}
