package io.taskcall.oncall.kafka;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.AlertChange;
import io.taskcall.oncall.postgres.IncidentActions;
import io.taskcall.oncall.postgres.Incidents;
import io.taskcall.oncall.setup.Setup;
import io.taskcall.outbox.Persistence;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Hears what alerts do, a batch in a transaction. */
@ApplicationScoped
class AlertChanges {
  private static final Logger LOG = Logger.getLogger(AlertChanges.class);

  private final Incidents incidents;
  private final IncidentActions actions;
  private final Setup setup;

  AlertChanges(Incidents incidents, IncidentActions actions, Setup setup) {
    this.incidents = incidents;
    this.actions = actions;
    this.setup = setup;
  }

  @Incoming("alert-changes")
  Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
    return setup
        .done()
        .flatMap(_ -> Persistence.until("alert changes", () -> store(records)))
        .onFailure(Persistence::isHopeless)
        .recoverWithUni(failure -> oneByOne(records));
  }

  private Uni<Void> store(Iterable<ConsumerRecord<String, byte[]>> records) {
    var now = Instant.now();
    var read = Records.read(AlertChange.class, records, now);
    return incidents.hear(read.understood(), read.deadLetters(), now);
  }

  /** Finds the record that cannot be stored, so that the others can. */
  private Uni<Void> oneByOne(ConsumerRecords<String, byte[]> records) {
    return Multi.createFrom()
        .iterable(records)
        .onItem()
        .transformToUniAndConcatenate(this::alone)
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<Void> alone(ConsumerRecord<String, byte[]> record) {
    return Persistence.until("an alert change", () -> store(List.of(record)))
        .onFailure(Persistence::isHopeless)
        .recoverWithUni(failure -> {
          LOG.errorf(failure, "cannot store %s/%d", record.topic(), record.offset());
          var letter = Records.dead(record, String.valueOf(failure.getMessage()), Instant.now());
          return Persistence.until("a dead letter", () -> actions.say(List.of(letter)));
        });
  }
}
