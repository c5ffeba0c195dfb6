package io.taskcall.oncall.kafka;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.MemberEvent;
import io.taskcall.oncall.postgres.IncidentActions;
import io.taskcall.oncall.postgres.Incidents.Heard;
import io.taskcall.oncall.postgres.Members;
import io.taskcall.outbox.Persistence;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears who belongs to which organization. */
@ApplicationScoped
class MemberChanges {
  private final Members members;
  private final IncidentActions actions;

  MemberChanges(Members members, IncidentActions actions) {
    this.members = members;
    this.actions = actions;
  }

  @Incoming("members")
  Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
    var read = Records.read(MemberEvent.class, records, Instant.now());
    var events = read.understood().stream().map(Heard::what).toList();
    return Persistence.until("members", () -> members.hear(events))
        .flatMap(_ -> Persistence.until("dead letters", () -> actions.say(read.deadLetters())));
  }
}
