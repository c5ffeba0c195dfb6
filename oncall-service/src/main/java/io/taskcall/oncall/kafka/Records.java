package io.taskcall.oncall.kafka;

import io.taskcall.codec.EventCodec;
import io.taskcall.codec.EventRecords;
import io.taskcall.codec.Reading;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.Event;
import io.taskcall.oncall.postgres.Incidents.Heard;
import io.taskcall.outbox.Outgoing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records, read: what was understood, and dead letters for the rest. */
record Records<T extends Event>(List<Heard<T>> understood, List<Outgoing> deadLetters) {
  private static final String READER = "oncall-service";

  /** A dead letter that is too large for its topic would hold up the outbox. */
  private static final int REASON_MAX = 500;

  static <T extends Event> Records<T> read(
      Class<T> family, Iterable<ConsumerRecord<String, byte[]>> records, Instant now) {
    var understood = new ArrayList<Heard<T>>();
    var deadLetters = new ArrayList<Outgoing>();
    for (var record : records) {
      if (record.value() == null) {
        continue; // a tombstone says nothing that was not said before
      }
      switch (EventCodec.read(family, record.value())) {
        case Reading.Understood<T>(T event) -> understood.add(heard(event, record));
        case Reading.Refused<T>(String reason) -> deadLetters.add(dead(record, reason, now));
      }
    }
    return new Records<>(understood, deadLetters);
  }

  /** The dead letter for a record that was read but that nobody can work with. */
  static Outgoing dead(ConsumerRecord<String, byte[]> record, String reason, Instant now) {
    var why = reason.length() > REASON_MAX ? reason.substring(0, REASON_MAX) + "…" : reason;
    var letter = EventRecords.deadLetter(record, READER, why, now);
    var trace = TraceParent.of(record.headers()).orElse(TraceParent.startingAt(letter.id()));
    return new Outgoing(letter, trace.then(letter.id()));
  }

  private static <T extends Event> Heard<T> heard(T event, ConsumerRecord<String, byte[]> record) {
    var trace = TraceParent.of(record.headers()).orElse(TraceParent.startingAt(event.id()));
    return new Heard<>(event, trace);
  }
}
