package io.taskcall.oncall.kafka;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.MemberEvent;
import io.taskcall.oncall.postgres.Members;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears who belongs to which organization. */
@ApplicationScoped
class MemberChanges {
  private final Batches batches;
  private final Members members;

  MemberChanges(Batches batches, Members members) {
    this.batches = batches;
    this.members = members;
  }

  @Incoming("members")
  Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
    return batches.hear(MemberEvent.class, records, members::hear);
  }
}
