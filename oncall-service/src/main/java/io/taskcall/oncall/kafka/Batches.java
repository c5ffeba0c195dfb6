package io.taskcall.oncall.kafka;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Event;
import io.taskcall.oncall.postgres.IncidentActions;
import io.taskcall.oncall.postgres.Incidents.Heard;
import io.taskcall.outbox.Outgoing;
import io.taskcall.outbox.Persistence;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * Records, a batch in a transaction. One that cannot be read, or cannot be stored, becomes a dead
 * letter, and the others go on; while the database is away, all of them wait.
 */
@ApplicationScoped
class Batches {
  private static final Logger LOG = Logger.getLogger(Batches.class);

  private final IncidentActions actions;

  Batches(IncidentActions actions) {
    this.actions = actions;
  }

  /** Stores what was heard and says {@code others}: both, or neither. */
  interface Storing<T> {
    Uni<Void> store(List<Heard<T>> heard, List<Outgoing> others, Instant now);
  }

  <T extends Event> Uni<Void> hear(
      Class<T> family, ConsumerRecords<String, byte[]> records, Storing<T> storing) {
    var all = new ArrayList<ConsumerRecord<String, byte[]>>();
    records.forEach(all::add);
    return Persistence.together(all, some -> hear(family, some, storing), this::bury);
  }

  private static <T extends Event> Uni<Void> hear(
      Class<T> family, List<ConsumerRecord<String, byte[]>> records, Storing<T> storing) {
    return Persistence.until(
        family.getSimpleName(),
        () -> {
          var now = Instant.now();
          var read = Records.read(family, records, now);
          return storing.store(read.understood(), read.deadLetters(), now);
        });
  }

  private Uni<Void> bury(ConsumerRecord<String, byte[]> record, Throwable failure) {
    LOG.errorf(failure, "cannot store %s/%d", record.topic(), record.offset());
    var letter = Records.dead(record, String.valueOf(failure.getMessage()), Instant.now());
    return Persistence.until("a dead letter", () -> actions.say(List.of(letter)));
  }
}
