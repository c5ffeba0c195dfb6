package io.taskcall.dedup.kafka;

import io.taskcall.codec.EventCodec;
import io.taskcall.codec.Reading;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.dedup.domain.Dedup;
import io.taskcall.dedup.domain.Verdict;
import io.taskcall.dedup.rocksdb.AlertStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Loads, asks {@link Dedup}, stores and says. A decision made here is in the wrong place. */
final class Judging extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
  private static final Duration TICK = Duration.ofSeconds(1);

  /** A thread serves several partitions, so that what is due in one must not hold up the others. */
  private static final int DUE_PER_TICK_MAX = 2_000;

  /** While the events at hand are older than this, the service is catching up. */
  private static final Duration BEHIND = Duration.ofSeconds(10);

  private final Dedup dedup;
  private AlertStore alerts;
  private Outgoing outgoing;
  private @Nullable Instant judgedUpTo;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  Judging(Dedup dedup) {
    this.dedup = dedup;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    super.init(context);
    alerts = new AlertStore(context.getStateStore(AlertStore.NAME));
    outgoing = new Outgoing(context);
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (record.value() == null) {
      return;
    }
    switch (EventCodec.read(AlertEvent.class, record.value())) {
      case Reading.Understood<AlertEvent>(var event) when !hasKeyOf(event, record) ->
          outgoing.refuse(record, "the record's key is not the fingerprint of its alert");
      case Reading.Understood<AlertEvent>(var event) -> judge(event, record);
      case Reading.Refused<AlertEvent>(var reason) -> outgoing.refuse(record, reason);
    }
  }

  private void judge(AlertEvent event, Record<byte[], byte[]> record) {
    var slot = alerts.slot(event.alert().fingerprint());
    Verdict verdict;
    try {
      verdict = dedup.judge(slot.state(), event);
    } catch (IllegalArgumentException e) {
      outgoing.refuse(record, "cannot be judged: " + e.getMessage());
      return;
    }
    judgedUpTo = event.receivedAt();
    if (!verdict.next().equals(slot.state())) {
      verdict.next().ifPresent(next -> slot.keep(next, dedup.due(next)));
      verdict.news().forEach(change -> outgoing.say(change, record));
    }
  }

  private void tick(long wallClock) {
    var now = clock(Instant.ofEpochMilli(wallClock));
    for (var slot : alerts.due(now, DUE_PER_TICK_MAX)) {
      slot.state()
          .ifPresent(state -> {
            var verdict = dedup.tick(state, now);
            verdict.news().forEach(change -> outgoing.say(change, wallClock));
            verdict
                .next()
                .ifPresentOrElse(next -> slot.looked(next, dedup.due(next)), slot::forget);
          });
    }
  }

  /**
   * After a pause, events that are late only because nobody read them come in a rush. Until they
   * are judged, it is as late as they say; or alerts would be taken to be calm that were not.
   */
  private Instant clock(Instant wallClock) {
    var judged = judgedUpTo;
    judgedUpTo = null;
    return judged != null && judged.plus(BEHIND).isBefore(wallClock) ? judged : wallClock;
  }

  private static boolean hasKeyOf(AlertEvent event, Record<byte[], byte[]> record) {
    return record.key() != null
        && Arrays.equals(record.key(), event.key().getBytes(StandardCharsets.US_ASCII));
  }
}
