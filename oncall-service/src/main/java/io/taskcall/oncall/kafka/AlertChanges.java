package io.taskcall.oncall.kafka;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.AlertChange;
import io.taskcall.oncall.postgres.Incidents;
import io.taskcall.oncall.setup.Setup;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what alerts do. */
@ApplicationScoped
class AlertChanges {
  private final Batches batches;
  private final Incidents incidents;
  private final Setup setup;

  AlertChanges(Batches batches, Incidents incidents, Setup setup) {
    this.batches = batches;
    this.incidents = incidents;
    this.setup = setup;
  }

  @Incoming("alert-changes")
  Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
    return setup.done().flatMap(_ -> batches.hear(AlertChange.class, records, incidents::hear));
  }
}
