package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.AlertChange;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

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

  private final Database database;

  Numbers(Database database) {
    this.database = database;
  }

  /** A number for each change that may begin an incident, by the change's id. */
  Uni<Map<UUID, Long>> reserve(List<AlertChange> changes) {
    var beginnings = changes.stream().filter(Numbers::mayBegin).toList();
    if (beginnings.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    var counts =
        beginnings.stream()
            .collect(
                Collectors.groupingBy(
                    change -> change.alert().organizationId(), Collectors.counting()));
    var rows = counts.entrySet().stream().map(e -> new Wanted(e.getKey(), e.getValue())).toList();
    return database
        .transaction(session -> Database.texts(session, TAKE, Map.of("rows", Json.rows(rows))))
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
