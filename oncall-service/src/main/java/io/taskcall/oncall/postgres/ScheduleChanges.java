package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.domain.schedule.Change;
import io.taskcall.oncall.domain.schedule.Changes;
import io.taskcall.oncall.domain.schedule.Schedule;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** What people changed about schedules for a while. */
@ApplicationScoped
public class ScheduleChanges {
  private static final String DURING =
      """
      select cast(jsonb_build_object('id', id, 'schedule_id', schedule_id, 'data', data) as text)
      from schedule_changes
      where organization_id in
        (select cast(jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) as uuid))
        and starts_at < cast(cast(:end as text) as timestamptz)
        and ends_at > cast(cast(:start as text) as timestamptz)
      order by seq
      """;

  private static final String SAVE =
      """
      insert into schedule_changes (id, organization_id, schedule_id, starts_at, ends_at, data)
      select id, organization_id, schedule_id, starts_at, ends_at, data
      from jsonb_to_recordset(cast(cast(:rows as text) as jsonb))
        as r (id uuid, organization_id uuid, schedule_id uuid, starts_at timestamptz,
          ends_at timestamptz, data jsonb)
      on conflict (id) do update set starts_at = excluded.starts_at, ends_at = excluded.ends_at,
        data = excluded.data
      """;

  private static final String REMOVE =
      """
      delete from schedule_changes
      where organization_id = cast(cast(:organization as text) as uuid)
        and schedule_id = cast(cast(:schedule as text) as uuid)
        and id = cast(cast(:id as text) as uuid)
      """;

  private final Database database;

  ScheduleChanges(Database database) {
    this.database = database;
  }

  /** Those that count at some time in {@code during}, by schedule. */
  static Uni<Map<UUID, Changes>> of(
      Mutiny.Session session, Collection<UUID> organizations, Window during) {
    var parameters =
        Map.of(
            "ids",
            Json.rows(Set.copyOf(organizations)),
            "start",
            limit(during.start()),
            "end",
            limit(during.end()));
    return Database.texts(session, DURING, parameters)
        .map(rows ->
            Json.Rows.of(rows, Kept::of).logged().stream()
                .collect(
                    Collectors.groupingBy(
                        Kept::scheduleId,
                        Collectors.collectingAndThen(
                            Collectors.mapping(Kept::change, Collectors.toList()), Changes::of))));
  }

  /** Saves one, or what became of it. */
  public Uni<Void> save(Schedule schedule, Change change) {
    var row =
        new Row(
            change.id(),
            schedule.organizationId(),
            schedule.id(),
            change.during().start(),
            change.during().end(),
            Json.data(change));
    return database
        .transaction(session -> Database.run(session, SAVE, Map.of("rows", Json.rows(Set.of(row)))))
        .replaceWithVoid();
  }

  /** Says whether there was one. */
  public Uni<Boolean> remove(Schedule schedule, UUID id) {
    var parameters =
        Map.of(
            "organization", schedule.organizationId().toString(),
            "schedule", schedule.id().toString(),
            "id", id.toString());
    return database
        .transaction(session -> Database.run(session, REMOVE, parameters))
        .map(count -> count > 0);
  }

  private static String limit(Instant at) {
    if (at.equals(Instant.MIN)) {
      return "-infinity";
    }
    return at.equals(Instant.MAX) ? "infinity" : at.toString();
  }

  private record Row(
      UUID id,
      UUID organizationId,
      UUID scheduleId,
      Instant startsAt,
      Instant endsAt,
      JsonNode data) {}

  private record Kept(UUID scheduleId, Change change) {
    static Kept of(String json) {
      var row = Json.row(Data.class, json);
      return new Kept(row.scheduleId(), Json.read(Change.class, row.data()));
    }

    private record Data(UUID scheduleId, JsonNode data) {}
  }
}
