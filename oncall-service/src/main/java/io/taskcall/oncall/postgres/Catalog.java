package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.ServiceEvent;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.escalation.Policy;
import io.taskcall.oncall.domain.impact.Kind;
import io.taskcall.oncall.domain.incident.Service;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.domain.routing.Rule;
import io.taskcall.oncall.domain.schedule.Schedule;
import io.taskcall.outbox.Outgoing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The services and schedules there are. */
@ApplicationScoped
public class Catalog {
  private static final String SAVE_SCHEDULES =
      """
      insert into schedules (id, organization_id, data)
      select id, organization_id, data
      from jsonb_to_recordset(cast(cast(:rows as text) as jsonb))
        as r (id uuid, organization_id uuid, data jsonb)
      on conflict (id) do update set data = excluded.data
      """;

  private static final String SAVE_SERVICES =
      """
      insert into services (id, organization_id, name, description, data, rules)
      select id, organization_id, name, description, data, rules
      from jsonb_to_recordset(cast(cast(:rows as text) as jsonb))
        as r (id uuid, organization_id uuid, name text, description text, data jsonb, rules jsonb)
      on conflict (id) do update set name = excluded.name, description = excluded.description,
        data = excluded.data, rules = excluded.rules
      """;

  private static final String SERVICES =
      """
      select cast(jsonb_build_object('id', id, 'name', name, 'description', description,
        'policy', data->'policy'->>'name', 'kind', upper(kind), 'depends_on', coalesce(
          (select jsonb_agg(depends_on) from dependencies where service_id = services.id), '[]'))
        as text)
      from services where organization_id = cast(cast(:organization as text) as uuid)
      order by name, id
      """;

  private static final String POLICY =
      """
      select cast(data->'policy' as text) from services
      where organization_id = cast(cast(:organization as text) as uuid)
        and data->'policy'->>'id' = cast(:id as text) limit 1
      """;

  private final Database database;
  private final Writer writer;

  Catalog(Database database, Writer writer) {
    this.database = database;
    this.writer = writer;
  }

  /** A service, what it is for, and its rules for alerts, in order. */
  public record Described(Service service, @Nullable String description, List<Rule> rules) {}

  /** A service as it is listed. */
  public record Listed(
      UUID id,
      String name,
      @Nullable String description,
      @Nullable String policy,
      Kind kind,
      List<UUID> dependsOn) {}

  /** Saves these as they now are, and says what services there are. */
  public Uni<Void> save(List<Schedule> schedules, List<Described> services, Instant now) {
    var events = services.stream().map(service -> saved(service, now)).toList();
    return writer
        .transaction(session ->
            Database.run(
                    session,
                    SAVE_SCHEDULES,
                    Map.of("rows", Json.rows(schedules.stream().map(ScheduleRow::of).toList())))
                .flatMap(_ ->
                    Database.run(
                        session,
                        SAVE_SERVICES,
                        Map.of("rows", Json.rows(services.stream().map(ServiceRow::of).toList()))))
                .map(count -> new Writer.Result<>(count, new Writing().say(events))))
        .replaceWithVoid();
  }

  /** The services of an organization. */
  public Uni<List<Listed>> services(UUID organizationId) {
    return database
        .transaction(session ->
            Database.texts(session, SERVICES, Map.of("organization", organizationId.toString())))
        .map(rows -> rows.stream().map(row -> Json.row(Listed.class, row)).toList());
  }

  /** The schedules of an organization, with what was changed for some time in {@code about}. */
  public Uni<Directory> schedules(UUID organizationId, Window about) {
    var organizations = Set.of(organizationId);
    return database.transaction(session -> {
      var ledger = new Ledger(session);
      return ledger
          .schedules(organizations, about)
          .flatMap(schedules ->
              ledger.people(organizations).map(people -> new Directory(schedules, people)));
    });
  }

  /** One policy; empty if no service of the organization has it. */
  public Uni<Optional<Policy>> policy(UUID organizationId, UUID id) {
    var parameters = Map.of("organization", organizationId.toString(), "id", id.toString());
    return database
        .transaction(session -> Database.texts(session, POLICY, parameters))
        .map(rows -> rows.stream().findFirst().map(row -> Json.read(Policy.class, row)));
  }

  private static Outgoing saved(Described described, Instant now) {
    var service = described.service();
    var id =
        Ids.derive(
            "service.saved", service.id(), service.name(), String.valueOf(described.description()));
    var event =
        new ServiceEvent.Saved(
            id,
            now,
            service.id(),
            service.organizationId(),
            service.name(),
            described.description());
    return new Outgoing(event, TraceParent.startingAt(id));
  }

  private record ScheduleRow(UUID id, UUID organizationId, JsonNode data) {
    static ScheduleRow of(Schedule schedule) {
      return new ScheduleRow(
          schedule.id(), schedule.organizationId(), Json.data(StoredSchedule.of(schedule)));
    }
  }

  private record ServiceRow(
      UUID id,
      UUID organizationId,
      String name,
      @Nullable String description,
      JsonNode data,
      JsonNode rules) {
    static ServiceRow of(Described described) {
      var service = described.service();
      return new ServiceRow(
          service.id(),
          service.organizationId(),
          service.name(),
          described.description(),
          Json.data(service),
          Json.data(described.rules()));
    }
  }
}
