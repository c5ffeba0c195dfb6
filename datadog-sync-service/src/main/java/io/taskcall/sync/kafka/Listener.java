package io.taskcall.sync.kafka;

import io.smallrye.mutiny.Uni;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.Event;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.contracts.IntegrationEvent;
import io.taskcall.contracts.MemberEvent;
import io.taskcall.contracts.Origin;
import io.taskcall.sync.calling.Priorities;
import io.taskcall.sync.domain.Errands;
import io.taskcall.sync.domain.Mirrors;
import io.taskcall.sync.http.Members;
import io.taskcall.sync.postgres.Connections;
import io.taskcall.sync.postgres.Memory;
import io.taskcall.sync.postgres.Memory.Heard;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Hears of what happens. What asks nothing of Datadog costs no more than reading it. */
@ApplicationScoped
class Listener {
  private static final byte[] DATADOG_INCIDENT =
      "\"datadog.incident\"".getBytes(StandardCharsets.UTF_8);

  private final Ear ear;
  private final Memory memory;
  private final Connections connections;
  private final Members members;
  private final Mirrors mirrors;
  private final Priorities priorities;

  Listener(
      Ear ear,
      Memory memory,
      Connections connections,
      Members members,
      Mirrors mirrors,
      Priorities priorities) {
    this.priorities = priorities;
    this.ear = ear;
    this.memory = memory;
    this.connections = connections;
    this.members = members;
    this.mirrors = mirrors;
  }

  @Incoming("incidents")
  Uni<Void> incident(ConsumerRecord<String, byte[]> record) {
    return ear.hear(
        IncidentEvent.class,
        record,
        event -> {
          var source = event.incident().source();
          if (source == null) {
            return Uni.createFrom().voidItem();
          }
          var id = source.integrationId();
          var now = Instant.now();
          var asked =
              Errands.by(event, mirrors.choicesOf(id), monitor -> priorities.of(id, monitor, now));
          return isMirrored(source) || !asked.nothing()
              ? memory.follow(
                  heard(event, record),
                  event.incident().id(),
                  known -> asked.beside(mirrors.of(id).follow(known, event), known, event))
              : Uni.createFrom().voidItem();
        });
  }

  private boolean isMirrored(IncidentSnapshot.Source source) {
    return source.origin() instanceof Origin.DatadogIncident
        || mirrors.mayCreate(source.integrationId());
  }

  static boolean isAboutDatadogIncident(byte @Nullable [] alert) {
    return alert != null && Bytes.contains(alert, DATADOG_INCIDENT);
  }

  @Incoming("alerts")
  Uni<Void> alerts(ConsumerRecords<String, byte[]> records) {
    // Alerts come in storms, and hardly any is about a Datadog incident: most are not even read.
    var heard = Uni.createFrom().voidItem();
    for (var record : records) {
      if (isAboutDatadogIncident(record.value())) {
        heard = heard.chain(() -> alert(record));
      }
    }
    return heard;
  }

  private Uni<Void> alert(ConsumerRecord<String, byte[]> record) {
    return ear.hear(
        AlertEvent.class,
        record,
        event ->
            event.details().origin() instanceof Origin.DatadogIncident incident
                ? memory.look(heard(event, record), event.alert().integrationId(), incident.uuid())
                : Uni.createFrom().voidItem());
  }

  @Incoming("integrations")
  Uni<Void> integration(ConsumerRecord<String, byte[]> record) {
    return ear.hear(
        IntegrationEvent.class, record, event -> connections.hear(event, Instant.now()));
  }

  @Incoming("members")
  Uni<Void> member(ConsumerRecord<String, byte[]> record) {
    return ear.hear(
        MemberEvent.class,
        record,
        event -> {
          members.hear(event);
          return Uni.createFrom().voidItem();
        });
  }

  private static Heard heard(Event event, ConsumerRecord<String, byte[]> record) {
    var trace =
        TraceParent.of(record.headers()).orElseGet(() -> TraceParent.startingAt(event.id()));
    return new Heard(event, trace.value(), Instant.now());
  }
}
