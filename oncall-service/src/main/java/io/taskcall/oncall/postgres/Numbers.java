package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.AlertChange;
import io.taskcall.oncall.domain.incident.Alert;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The numbers of incidents. They are taken in a transaction of their own, which is over at once, so
 * that nobody waits for somebody else's incidents; a number that is then not used leaves a gap.
 */
@ApplicationScoped
class Numbers {
  private static final String TAKE =
      """
      insert into incident_numbers (organization_id, last)
      select organization_id, count
      from jsonb_to_recordset(cast(cast(:rows as text) as jsonb))
        as r (organization_id uuid, count bigint)
      order by organization_id
      on conflict (organization_id) do update set last = incident_numbers.last + excluded.last
      returning cast(jsonb_build_object('organization_id', organization_id, 'last', last) as text)
      """;

  /** Those of these alerts whose incident is resolved: if one of them fires, another begins. */
  private static final String RESOLVED =
      """
      select cast(a.id as text) from alerts a join incidents i on i.id = a.incident_id
      where i.over_at is not null and a.id in
        (select cast(jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) as uuid))
      """;

  private final Database database;

  Numbers(Database database) {
    this.database = database;
  }

  /** A number for each change that may begin an incident, by the change's id. */
  Uni<Map<UUID, Long>> reserve(List<AlertChange> changes) {
    var repeats =
        changes.stream()
            .filter(AlertChange.Repeated.class::isInstance)
            .map(Alert::idOf)
            .collect(Collectors.toSet());
    if (repeats.isEmpty() && changes.stream().noneMatch(Numbers::mayBegin)) {
      return Uni.createFrom().item(Map.of());
    }
    return database.transaction(session ->
        resolved(session, repeats)
            .map(resolved ->
                changes.stream()
                    .filter(change -> mayBegin(change) || resolved.contains(Alert.idOf(change)))
                    .toList())
            .flatMap(beginnings -> take(session, beginnings)));
  }

  /** The number of a change that begins an incident. */
  static long of(AlertChange change, Map<UUID, Long> reserved) {
    var number = reserved.get(change.id());
    if (number == null) {
      throw new Missing();
    }
    return number;
  }

  /** An incident was resolved while numbers were handed out, and one more is needed. */
  static final class Missing extends RuntimeException {
    private static final long serialVersionUID = 1;

    Missing() {
      super("there is no number for the incident that an alert begins by firing again");
    }
  }

  private static Uni<Set<UUID>> resolved(Mutiny.Session session, Set<UUID> alerts) {
    return alerts.isEmpty()
        ? Uni.createFrom().item(Set.of())
        : Database.texts(session, RESOLVED, Map.of("ids", Json.rows(alerts)))
            .map(ids -> ids.stream().map(UUID::fromString).collect(Collectors.toSet()));
  }

  private static Uni<Map<UUID, Long>> take(Mutiny.Session session, List<AlertChange> beginnings) {
    if (beginnings.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    var counts =
        beginnings.stream()
            .collect(
                Collectors.groupingBy(
                    change -> change.alert().organizationId(), Collectors.counting()));
    var rows = counts.entrySet().stream().map(e -> new Wanted(e.getKey(), e.getValue())).toList();
    return Database.texts(session, TAKE, Map.of("rows", Json.rows(rows)))
        .map(taken -> handOut(beginnings, taken, counts));
  }

  /** The next number of an organization. */
  Uni<Long> next(UUID organizationId) {
    var rows = Json.rows(List.of(new Wanted(organizationId, 1)));
    return database
        .transaction(session -> Database.texts(session, TAKE, Map.of("rows", rows)))
        .map(taken -> Json.row(Taken.class, taken.getFirst()).last());
  }

  private static Map<UUID, Long> handOut(
      List<AlertChange> beginnings, List<String> taken, Map<UUID, Long> counts) {
    var next = new HashMap<UUID, Long>();
    for (var json : taken) {
      var row = Json.row(Taken.class, json);
      next.put(
          row.organizationId(), row.last() - counts.getOrDefault(row.organizationId(), 0L) + 1);
    }
    var numbers = new HashMap<UUID, Long>();
    for (var change : beginnings) {
      numbers.put(change.id(), next.merge(change.alert().organizationId(), 1L, Long::sum) - 1);
    }
    return numbers;
  }

  private static boolean mayBegin(AlertChange change) {
    return switch (change) {
      case AlertChange.Opened _, AlertChange.FlappingStarted _, AlertChange.Worsened _ -> true;
      case AlertChange.Repeated _,
          AlertChange.Acknowledged _,
          AlertChange.FlappingStopped _,
          AlertChange.Recovered _,
          AlertChange.Expired _ ->
          false;
    };
  }

  private record Wanted(UUID organizationId, long count) {}

  private record Taken(UUID organizationId, long last) {}
}
