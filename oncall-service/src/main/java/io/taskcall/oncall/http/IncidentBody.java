package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.contracts.Priority;
import io.taskcall.contracts.Responder;
import io.taskcall.oncall.domain.incident.Incident;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An incident as the API shows it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record IncidentBody(
    UUID id,
    long number,
    String title,
    IncidentSnapshot.Status status,
    IncidentSnapshot.Urgency urgency,
    @Nullable Priority priority,
    IncidentSnapshot.ServiceRef service,
    Instant openedAt,
    @Nullable Instant acknowledgedAt,
    @Nullable Instant resolvedAt,
    @Nullable Instant snoozedUntil,
    int alertCount,
    int level,
    List<Responder> responders,
    boolean test) {
  static IncidentBody of(Incident incident) {
    var snapshot = incident.snapshot();
    return new IncidentBody(
        snapshot.id(),
        snapshot.number(),
        snapshot.title(),
        snapshot.status(),
        snapshot.urgency(),
        snapshot.priority(),
        snapshot.service(),
        snapshot.openedAt(),
        snapshot.acknowledgedAt(),
        snapshot.resolvedAt(),
        snapshot.snoozedUntil(),
        snapshot.alertCount(),
        snapshot.level(),
        snapshot.responders(),
        snapshot.test());
  }
}
