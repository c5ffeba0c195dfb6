package io.taskcall.sync.kafka;

import io.smallrye.mutiny.Uni;
import io.taskcall.codec.EventCodec;
import io.taskcall.codec.EventRecords;
import io.taskcall.codec.Reading;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.Event;
import io.taskcall.outbox.Outbox;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Reads records in their order and doesn't let go of one before it is dealt with, however long the
 * database is away. What cannot be understood goes to the dead letters.
 */
@ApplicationScoped
class Ear {
  private static final Logger LOG = Logger.getLogger(Ear.class);
  private static final String SELF = "datadog-sync-service";
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

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
      case Reading.Understood<T> understood -> untilDone(() -> work.apply(understood.event()));
      case Reading.Refused<T> refused -> untilDone(() -> bury(record, refused.reason()));
    };
  }

  private Uni<Void> bury(ConsumerRecord<String, byte[]> record, String reason) {
    var letter = EventRecords.deadLetter(record, SELF, reason, Instant.now());
    var trace =
        TraceParent.of(record.headers()).orElseGet(() -> TraceParent.startingAt(letter.id()));
    return sessions.withTransaction(
        session -> outbox.append(session, letter, trace.then(letter.id())));
  }

  private static Uni<Void> untilDone(Supplier<Uni<? extends Void>> work) {
    var context = Objects.requireNonNull(Vertx.currentContext(), "records arrive on a context");
    return Uni.createFrom()
        .deferred(work)
        .runSubscriptionOn(command -> context.runOnContext(start -> command.run()))
        .onFailure()
        .invoke(failure -> LOG.warnf("cannot remember what was heard, trying again: %s", failure))
        .onFailure()
        .retry()
        .withBackOff(FIRST_WAIT, LONGEST_WAIT)
        .indefinitely()
        .emitOn(command -> context.runOnContext(start -> command.run()));
  }
}
