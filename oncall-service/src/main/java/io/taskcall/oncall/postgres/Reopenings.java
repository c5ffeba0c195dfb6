package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.DatadogChange;
import io.taskcall.contracts.Origin;
import io.taskcall.oncall.domain.incident.GoingOn;
import io.taskcall.oncall.domain.incident.Grouping;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.postgres.Incidents.Heard;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Incidents that were resolved here and go on in Datadog. Loads, asks the rules, stores. */
@ApplicationScoped
class Reopenings {
  private static final String SERVICE =
      "select cast(service_id as text) from incidents where id = cast(cast(:id as text) as uuid)";

  private final Writer writer;
  private final Numbers numbers;

  Reopenings(Writer writer, Numbers numbers) {
    this.writer = writer;
    this.numbers = numbers;
  }

  /** Opens the incident that goes on, unless the same Datadog incident has an open one already. */
  Uni<Void> open(Heard<DatadogChange> heard, DatadogChange.Reopened change, Instant now) {
    return numbers
        .next(change.link().organizationId())
        .flatMap(number ->
            writer.transaction(session ->
                new Ledger(session)
                    .claim(Set.of(change.id()))
                    .flatMap(fresh ->
                        fresh.isEmpty()
                            ? nothing()
                            : group(session, change)
                                .flatMap(
                                    group -> open(session, heard, change, group, number, now)))))
        .replaceWithVoid();
  }

  private static Uni<Optional<Groups.Group>> group(
      Mutiny.Session session, DatadogChange.Reopened change) {
    var link = change.link();
    var origin = new Origin.DatadogIncident(link.datadogIncidentUuid(), null, null, null, null);
    var name = Grouping.ByMonitor.monitorOf(link.integrationId(), origin);
    return Database.texts(session, SERVICE, Map.of("id", link.incidentId().toString()))
        .map(services ->
            services.stream()
                .findFirst()
                .flatMap(id -> name.map(named -> new Groups.Group(UUID.fromString(id), named))));
  }

  /** Groups are locked before incidents, here as everywhere. */
  private static Uni<Writer.Result<Boolean>> open(
      Mutiny.Session session,
      Heard<DatadogChange> heard,
      DatadogChange.Reopened change,
      Optional<Groups.Group> group,
      long number,
      Instant now) {
    if (group.isEmpty()) {
      return nothing();
    }
    var ledger = new Ledger(session);
    return Groups.lock(session, List.of(group.get()))
        .flatMap(groups -> {
          var ids = new HashSet<>(groups.values());
          ids.add(change.link().incidentId());
          return ledger
              .lock(ids)
              .flatMap(incidents ->
                  ledger
                      .directory(Set.of(change.link().organizationId()))
                      .map(directory -> {
                        var old = incidents.get(change.link().incidentId());
                        if (old == null || goesOnAlready(incidents, change)) {
                          return new Writer.Result<>(false, new Writing());
                        }
                        var both = GoingOn.as(old.incident(), change, number, directory, now);
                        var writing = new Writing();
                        writing.add(new Decided(both.fresh(), heard.trace(), now));
                        writing.add(new Decided(both.old(), old.trace(), now));
                        var id = both.fresh().next().id();
                        return new Writer.Result<>(
                            true, writing.join(Groups.rows(Map.of(group.get(), id))));
                      }));
        });
  }

  private static boolean goesOnAlready(
      Map<UUID, Ledger.Locked> incidents, DatadogChange.Reopened change) {
    var link = change.link();
    return incidents.values().stream()
        .map(Ledger.Locked::incident)
        .anyMatch(incident ->
            !incident.about().service().organizationId().equals(link.organizationId())
                || !(incident instanceof Incident.Resolved));
  }

  private static Uni<Writer.Result<Boolean>> nothing() {
    return Uni.createFrom().item(new Writer.Result<>(false, new Writing()));
  }
}
