package io.taskcall.auth.kafka;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.postgres.PostgresDeadLetters;
import io.taskcall.auth.postgres.PostgresDirectory;
import io.taskcall.codec.EventCodec;
import io.taskcall.codec.EventRecords;
import io.taskcall.codec.Reading;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.ServiceEvent;
import io.taskcall.outbox.Persistence;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Learns what services are called, so that a list of integrations can name them. */
@ApplicationScoped
class ServiceNames {
  private static final String SELF = "auth-service";

  private final PostgresDirectory directory;
  private final PostgresDeadLetters deadLetters;
  private final Clock clock;

  ServiceNames(PostgresDirectory directory, PostgresDeadLetters deadLetters, Clock clock) {
    this.directory = directory;
    this.deadLetters = deadLetters;
    this.clock = clock;
  }

  @Incoming("services")
  Uni<Void> on(ConsumerRecord<String, byte[]> record) {
    byte @Nullable [] value = record.value();
    if (value == null) {
      return Uni.createFrom().voidItem();
    }
    return switch (EventCodec.read(ServiceEvent.class, value)) {
      case Reading.Understood<ServiceEvent>(var event) ->
          Persistence.until("a service's name", () -> directory.remember(event))
              .onFailure(Persistence::isHopeless)
              .recoverWithUni(failure -> refuse(record, String.valueOf(failure.getMessage())));
      case Reading.Refused<ServiceEvent>(var reason) -> refuse(record, reason);
    };
  }

  private Uni<Void> refuse(ConsumerRecord<String, byte[]> record, String reason) {
    var letter = EventRecords.deadLetter(record, SELF, reason, clock.instant());
    var trace =
        TraceParent.of(record.headers())
            .map(trail -> trail.then(letter.id()))
            .orElseGet(() -> TraceParent.startingAt(letter.id()));
    return Persistence.until("a dead letter", () -> deadLetters.keep(letter, trace));
  }
}
