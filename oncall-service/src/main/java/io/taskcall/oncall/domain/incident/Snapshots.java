package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.IncidentSnapshot;
import java.time.Instant;
import java.util.Optional;

/** Incidents as others are told of them. */
final class Snapshots {
  private Snapshots() {}

  static IncidentSnapshot of(
      Incident incident,
      IncidentSnapshot.Status status,
      Optional<Instant> acknowledgedAt,
      Optional<Instant> resolvedAt) {
    var about = incident.about();
    var trouble = incident.trouble();
    return new IncidentSnapshot(
        about.id(),
        about.number(),
        about.service().organizationId(),
        new IncidentSnapshot.ServiceRef(about.service().id(), about.service().name()),
        trouble.title(),
        status,
        trouble.urgency(),
        trouble.priority(),
        about.openedAt(),
        acknowledgedAt.orElse(null),
        resolvedAt.orElse(null),
        incident.snoozedUntil().orElse(null),
        trouble.count(),
        incident.assignment().position().level(),
        incident.assignment().responders(),
        about.source(),
        about.test());
  }
}
