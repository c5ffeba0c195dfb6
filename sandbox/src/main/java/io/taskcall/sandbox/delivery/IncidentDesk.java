package io.taskcall.sandbox.delivery;

import io.taskcall.sandbox.domain.incident.Incident;
import io.taskcall.sandbox.domain.incident.IncidentChange;
import io.taskcall.sandbox.domain.incident.IncidentNotice;
import io.taskcall.sandbox.domain.incident.Person;
import io.taskcall.sandbox.memory.Incidents;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Changes incidents and announces it in one step, so that webhooks go out in the order of changes.
 */
@ApplicationScoped
public class IncidentDesk {
  private final Incidents incidents;
  private final Announcements announcements;

  IncidentDesk(Incidents incidents, Announcements announcements) {
    this.incidents = incidents;
    this.announcements = announcements;
  }

  public synchronized Incident declare(IncidentChange first, Person by, Instant at) {
    var incident = incidents.declare(first, by, at);
    announcements.announce(IncidentNotice.declared(incident));
    return incident;
  }

  /** Nothing, if there is no such incident. */
  public synchronized Optional<Incident> change(
      UUID id, IncidentChange change, Person by, Instant at) {
    var changed = incidents.change(id, change, by, at);
    changed
        .flatMap(both -> IncidentNotice.changed(both.before(), both.after()))
        .ifPresent(announcements::announce);
    return changed.map(Incidents.Changed::after);
  }
}
