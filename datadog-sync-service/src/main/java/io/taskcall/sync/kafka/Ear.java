package io.taskcall.sync.kafka;

import io.smallrye.mutiny.Uni;
import io.taskcall.codec.EventCodec;
import io.taskcall.codec.EventRecords;
import io.taskcall.codec.Reading;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.Event;
import io.taskcall.outbox.Outbox;
import io.taskcall.outbox.Persistence;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Reads records in their order and doesn't let go of one before it is dealt with, however long the
 * database is away. What cannot be understood, or can never be kept, goes to the dead letters.
 */
@ApplicationScoped
class Ear {
  private static final Logger LOG = Logger.getLogger(Ear.class);
  private static final String SELF = "datadog-sync-service";

  private final Mutiny.SessionFactory sessions;
  private final Outbox outbox;

  Ear(Mutiny.SessionFactory sessions, Outbox outbox) {
    this.sessions = sessions;
    this.outbox = outbox;
  }

  <T extends Event> Uni<Void> hear(
      Class<T> family, ConsumerRecord<String, byte[]> record, Function<T, Uni<Void>> work) {
    if (record.value() == null) {
      return Uni.createFrom().voidItem();
    }
    return switch (EventCodec.read(family, record.value())) {
      case Reading.Understood<T>(T event) ->
          Persistence.until("an event", () -> work.apply(event))
              .onFailure(Persistence::isHopeless)
              .recoverWithUni(failure -> {
                LOG.errorf(failure, "cannot remember %s/%d", record.topic(), record.offset());
                return bury(record, String.valueOf(failure.getMessage()));
              });
      case Reading.Refused<T>(String reason) -> bury(record, reason);
    };
  }

  private Uni<Void> bury(ConsumerRecord<String, byte[]> record, String reason) {
    var letter = EventRecords.deadLetter(record, SELF, reason, Instant.now());
    var trace =
        TraceParent.of(record.headers()).orElseGet(() -> TraceParent.startingAt(letter.id()));
    return Persistence.until(
        "a dead letter",
        () ->
            sessions.withTransaction(
                session -> outbox.append(session, letter, trace.then(letter.id()))));
  }
}
