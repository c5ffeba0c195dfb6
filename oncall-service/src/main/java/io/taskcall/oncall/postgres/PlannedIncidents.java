package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Actor;
import io.taskcall.oncall.domain.incident.ByHand;
import io.taskcall.oncall.domain.incident.Planned;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Incidents that are to be opened at some time. One is opened first and written down as opened
 * then: a crash in between only lets it be tried again, which opens no other.
 */
@ApplicationScoped
public class PlannedIncidents implements Chore {
  private static final Logger LOG = Logger.getLogger(PlannedIncidents.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration SET_ASIDE = Duration.ofMinutes(1);
  private static final int MOST = 100;

  private static final String SAVE =
      """
      insert into planned_incidents (id, organization_id, service_id, at, due_at, data)
      select cast(cast(:id as text) as uuid), organization_id, id,
        cast(cast(:at as text) as timestamptz), cast(cast(:at as text) as timestamptz),
        cast(cast(:data as text) as jsonb)
      from services where id = cast(cast(:service as text) as uuid)
        and organization_id = cast(cast(:organization as text) as uuid)
      on conflict (id) do nothing
      """;

  private static final String SELECT =
      """
      select cast(jsonb_build_object('id', id, 'organization_id', organization_id,
        'service_id', service_id, 'at', at, 'opened', opened, 'data', data) as text)
      from planned_incidents where
      """;
  private static final String WAITING =
      SELECT
          + "organization_id = cast(cast(:organization as text) as uuid) and not opened"
          + " order by at, id limit 1000";
  private static final String ONE =
      SELECT
          + "organization_id = cast(cast(:organization as text) as uuid)"
          + " and id = cast(cast(:id as text) as uuid)";
  private static final String DUE =
      SELECT
          + "not opened and due_at <= cast(cast(:now as text) as timestamptz)"
          + " order by due_at limit :most";

  private static final String OPENED =
      "update planned_incidents set opened = true where id = cast(cast(:id as text) as uuid)";
  private static final String PUT_OFF =
      """
      update planned_incidents set due_at = cast(cast(:due as text) as timestamptz)
      where id = cast(cast(:id as text) as uuid)
      """;
  private static final String REMOVE =
      """
      delete from planned_incidents where id = cast(cast(:id as text) as uuid) and not opened
        and organization_id = cast(cast(:organization as text) as uuid)
      """;

  private final Database database;
  private final NewIncidents incidents;

  PlannedIncidents(Database database, NewIncidents incidents) {
    this.database = database;
    this.incidents = incidents;
  }

  /** One of them, and whether it was opened. */
  public record Kept(Planned planned, boolean opened) {}

  /** Plans one, once for an id; false if the organization has no such service. */
  public Uni<Boolean> save(Planned planned) {
    var parameters =
        Map.of(
            "id", planned.id().toString(),
            "organization", planned.organizationId().toString(),
            "service", planned.serviceId().toString(),
            "at", planned.at().toString(),
            "data", Json.data(new Data(planned.wish(), planned.by())).toString());
    return run(SAVE, parameters)
        .flatMap(saved ->
            saved > 0
                ? Uni.createFrom().item(true)
                : one(planned.organizationId(), planned.id()).map(Optional::isPresent));
  }

  /** Those of an organization that wait for their time, the next one first. */
  public Uni<List<Kept>> waiting(UUID organizationId) {
    return kept(WAITING, Map.of("organization", organizationId.toString()));
  }

  /** One of an organization; empty if it has no such. */
  public Uni<Optional<Kept>> one(UUID organizationId, UUID id) {
    return kept(ONE, Map.of("organization", organizationId.toString(), "id", id.toString()))
        .map(found -> found.stream().findFirst());
  }

  /** Plans one no more; false if it is not waiting. */
  public Uni<Boolean> remove(UUID organizationId, UUID id) {
    return run(REMOVE, Map.of("organization", organizationId.toString(), "id", id.toString()))
        .map(removed -> removed > 0);
  }

  @Override
  public String what() {
    return "opening planned incidents";
  }

  @Override
  public Duration every() {
    return EVERY;
  }

  @Override
  public Uni<Void> doIt(Instant now) {
    return kept(DUE, Map.of("now", now.toString(), "most", MOST))
        .flatMap(due -> {
          var all = Uni.createFrom().voidItem();
          for (var one : due) {
            all = all.flatMap(_ -> open(one.planned(), now));
          }
          return all;
        });
  }

  /** One that cannot be opened holds up no other. */
  private Uni<Void> open(Planned planned, Instant now) {
    var id = planned.id().toString();
    return incidents
        .open(planned.organizationId(), planned.serviceId(), planned.wish(), planned.cause(now))
        .flatMap(_ -> run(OPENED, Map.of("id", id)))
        .onFailure()
        .recoverWithUni(failure -> {
          LOG.warnf("the planned incident %s is opened later: %s", id, failure);
          return run(PUT_OFF, Map.of("id", id, "due", now.plus(SET_ASIDE).toString()));
        })
        .replaceWithVoid();
  }

  private Uni<Integer> run(String sql, Map<String, ?> parameters) {
    return database.transaction(session -> Database.run(session, sql, parameters));
  }

  private Uni<List<Kept>> kept(String sql, Map<String, ?> parameters) {
    return database
        .transaction(session -> Database.texts(session, sql, parameters))
        .map(rows -> Json.Rows.of(rows, PlannedIncidents::kept).logged());
  }

  private static Kept kept(String json) {
    var row = Json.row(Row.class, json);
    var data = Json.read(Data.class, row.data());
    return new Kept(
        new Planned(
            row.id(), row.organizationId(), row.serviceId(), row.at(), data.wish(), data.by()),
        row.opened());
  }

  private record Data(ByHand wish, Actor by) {}

  private record Row(
      UUID id, UUID organizationId, UUID serviceId, Instant at, boolean opened, JsonNode data) {}
}
