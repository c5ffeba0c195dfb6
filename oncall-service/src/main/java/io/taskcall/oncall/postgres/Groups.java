package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.AlertDetails;
import io.taskcall.oncall.domain.incident.Alert;
import io.taskcall.oncall.domain.incident.Service;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The groups of alerts, each with the incident that its next alert joins. */
final class Groups {
  private static final String OFFER =
      """
      insert into alert_groups (service_id, name)
      select service_id, name
      from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r (service_id uuid, name text)
      order by service_id, name on conflict do nothing
      """;

  /** In order, and always before incidents, so that two transactions never wait for each other. */
  private static final String LOCK =
      """
      select cast(jsonb_build_object('service_id', service_id, 'name', name,
        'incident_id', incident_id) as text)
      from alert_groups where (service_id, name) in (select service_id, name
        from jsonb_to_recordset(cast(cast(:rows as text) as jsonb))
          as r (service_id uuid, name text))
      order by service_id, name for update
      """;

  private Groups() {}

  /** A group of a service's alerts. */
  record Group(UUID serviceId, String name) {
    /**
     * The group that a change's alert joins if it begins; tests are not mixed with the rest.
     *
     * @param known the alert, if it has an incident
     */
    static Optional<Group> of(AlertChange change, Service service, Optional<Alert> known) {
      return details(change, known.map(Alert::details))
          .flatMap(details ->
              service
                  .grouping()
                  .groupOf(change.alert(), details.origin())
                  .map(name -> new Group(service.id(), name + (details.test() ? " test" : ""))));
    }

    private static Optional<AlertDetails> details(
        AlertChange change, Optional<AlertDetails> known) {
      return switch (change) {
        case AlertChange.Opened opened -> Optional.of(opened.details());
        case AlertChange.FlappingStarted flapping -> Optional.of(flapping.details());
        case AlertChange.Worsened worsened -> Optional.of(worsened.details());
        case AlertChange.Repeated _ -> known;
        case AlertChange.Acknowledged _,
            AlertChange.FlappingStopped _,
            AlertChange.Recovered _,
            AlertChange.Expired _ ->
            Optional.empty();
      };
    }
  }

  /** The incident of each of these groups that has one; nobody else adds to them meanwhile. */
  static Uni<Map<Group, UUID>> lock(Mutiny.Session session, Collection<Group> groups) {
    if (groups.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    var rows = Map.of("rows", Json.rows(Set.copyOf(groups)));
    return Database.run(session, OFFER, rows)
        .flatMap(_ -> Database.texts(session, LOCK, rows))
        .map(texts -> {
          var incidents = new HashMap<Group, UUID>();
          for (var row : texts.stream().map(text -> Json.row(Row.class, text)).toList()) {
            if (row.incidentId() != null) {
              incidents.put(new Group(row.serviceId(), row.name()), row.incidentId());
            }
          }
          return incidents;
        });
  }

  /** The groups as rows, with the incident that each now has. */
  static Set<Row> rows(Map<Group, UUID> incidents) {
    return incidents.entrySet().stream()
        .map(e -> new Row(e.getKey().serviceId(), e.getKey().name(), e.getValue()))
        .collect(Collectors.toSet());
  }

  record Row(UUID serviceId, String name, @Nullable UUID incidentId) {}
}
