package io.taskcall.oncall.kafka;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.DatadogChange;
import io.taskcall.oncall.postgres.IncidentActions;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what people do in Datadog to incidents of ours. */
@ApplicationScoped
class DatadogChanges {
  private final Batches batches;
  private final IncidentActions actions;

  DatadogChanges(Batches batches, IncidentActions actions) {
    this.batches = batches;
    this.actions = actions;
  }

  @Incoming("datadog-changes")
  Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
    return batches.hear(DatadogChange.class, records, actions::hear);
  }
}
