package io.taskcall.oncall.postgres;

import io.taskcall.contracts.AlertChange;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.incident.Alert;
import io.taskcall.oncall.domain.incident.AlertRules;
import io.taskcall.oncall.domain.incident.FiringAgain;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.domain.incident.Outcome;
import io.taskcall.oncall.domain.incident.Service;
import io.taskcall.oncall.domain.routing.Routing;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What is known while a batch of changes is heard; each change finds what those before it left. */
final class Hearing {
  private final Map<UUID, Service> services;
  private final Map<UUID, Routing> routings;
  private final Directory directory;
  private final Map<Groups.Group, UUID> groups;
  private final Map<UUID, Ledger.Attached> alerts;
  private final Map<UUID, Incident> incidents = new HashMap<>();

  Hearing(
      Map<UUID, Service> services,
      Map<UUID, Routing> routings,
      Directory directory,
      Map<Groups.Group, UUID> groups,
      Map<UUID, Ledger.Attached> alerts,
      Map<UUID, Ledger.Locked> incidents) {
    this.services = services;
    this.routings = routings;
    this.directory = directory;
    this.groups = new HashMap<>(groups);
    this.alerts = new HashMap<>(alerts);
    incidents.forEach((id, locked) -> this.incidents.put(id, locked.incident()));
  }

  /** The service of a change's alert; if we were never told of it, one that stands in for it. */
  static Service service(Map<UUID, Service> services, AlertChange change) {
    var service = services.get(change.alert().serviceId());
    return service == null ? Service.unknown(change.alert()) : service;
  }

  /** What a change says of an alert whose incident somebody resolved, if it says that it fires. */
  Optional<FiringAgain> firingAgain(AlertChange change) {
    var attached = alerts.get(Alert.idOf(change));
    var incident = attached == null ? null : incidents.get(attached.incidentId());
    return attached == null || incident == null
        ? Optional.empty()
        : FiringAgain.of(incident, attached.alert(), change);
  }

  /** Lets another incident begin, and remembers it. */
  Optional<FiringAgain.GoesOn> goOn(FiringAgain again, long number, Instant now) {
    var service = service(services, again.change());
    var group = Groups.Group.of(again.change(), service, Optional.of(again.before()));
    var begun = again.begin(service, routing(service), theirs(group), number, directory, now);
    begun.ifPresent(goesOn -> {
      var fresh = goesOn.fresh().next();
      incidents.put(fresh.id(), fresh);
      incidents.put(goesOn.old().next().id(), goesOn.old().next());
      alerts.put(goesOn.alert().id(), new Ledger.Attached(goesOn.alert(), fresh.id()));
      group.ifPresent(found -> groups.put(found, fresh.id()));
    });
    return begun;
  }

  /** Lets the rules decide, and remembers what they did. */
  AlertRules.Heard tell(AlertChange change, long number, Instant now) {
    var attached = alerts.get(Alert.idOf(change));
    var incident = attached == null ? null : incidents.get(attached.incidentId());
    var told =
        attached == null || incident == null
            ? begin(change, number, now)
            : AlertRules.hear(incident, attached.alert(), change, directory, now);
    if (told.outcome() instanceof Outcome.Changed changed) {
      var next = changed.next();
      incidents.put(next.id(), next);
      told.alert()
          .ifPresent(alert -> alerts.put(alert.id(), new Ledger.Attached(alert, next.id())));
    }
    return told;
  }

  private AlertRules.Heard begin(AlertChange change, long number, Instant now) {
    var service = service(services, change);
    var group = Groups.Group.of(change, service, Optional.empty());
    var told =
        AlertRules.begin(change, service, routing(service), theirs(group), number, directory, now);
    if (told.outcome() instanceof Outcome.Changed changed) {
      group.ifPresent(found -> groups.put(found, changed.next().id()));
    }
    return told;
  }

  private Routing routing(Service service) {
    return routings.getOrDefault(service.id(), Routing.NONE);
  }

  private Optional<Incident> theirs(Optional<Groups.Group> group) {
    return group
        .flatMap(found -> Optional.ofNullable(groups.get(found)))
        .flatMap(id -> Optional.ofNullable(incidents.get(id)));
  }

  /** The groups that were met, each with the incident that its next alert joins. */
  Map<Groups.Group, UUID> groups() {
    return groups;
  }
}
