package io.taskcall.oncall.kafka;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.DatadogChange;
import io.taskcall.oncall.postgres.IncidentActions;
import io.taskcall.outbox.Persistence;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what people do in Datadog to incidents of ours. */
@ApplicationScoped
class DatadogChanges {
  private final IncidentActions actions;

  DatadogChanges(IncidentActions actions) {
    this.actions = actions;
  }

  @Incoming("datadog-changes")
  Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
    var read = Records.read(DatadogChange.class, records, Instant.now());
    return Persistence.until("dead letters", () -> actions.say(read.deadLetters()))
        .flatMap(_ ->
            Multi.createFrom()
                .iterable(read.understood())
                .onItem()
                .transformToUniAndConcatenate(heard ->
                    Persistence.until(
                        "a change in Datadog", () -> actions.hear(heard.what(), Instant.now())))
                .collect()
                .asList()
                .replaceWithVoid());
  }
}
