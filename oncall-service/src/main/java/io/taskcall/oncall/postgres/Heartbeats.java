package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.heartbeat.Heartbeat;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What has to call every so often. */
@ApplicationScoped
public class Heartbeats {
  private static final String SAVE =
      """
      insert into heartbeats (id, organization_id, service_id, name, every_seconds, due_at)
      select cast(cast(:id as text) as uuid), organization_id, id, :name, cast(:seconds as bigint),
        cast(cast(:due as text) as timestamptz)
      from services where id = cast(cast(:service as text) as uuid)
        and organization_id = cast(cast(:organization as text) as uuid)
      on conflict (id) do update set service_id = excluded.service_id, name = excluded.name,
        every_seconds = excluded.every_seconds,
        due_at = coalesce(heartbeats.seen_at + make_interval(secs => excluded.every_seconds),
          excluded.due_at)
      """;

  static final String SELECT =
      """
      select cast(jsonb_build_object('id', id, 'organization_id', organization_id,
        'service_id', service_id, 'name', name, 'every_seconds', every_seconds, 'link', link,
        'due_at', due_at, 'seen_at', seen_at, 'missed_at', missed_at) as text)
      from heartbeats where
      """;
  private static final String ALL =
      SELECT + "organization_id = cast(cast(:organization as text) as uuid) order by name, id";
  private static final String ONE =
      SELECT
          + "organization_id = cast(cast(:organization as text) as uuid)"
          + " and id = cast(cast(:id as text) as uuid)";

  private static final String CALL =
      """
      update heartbeats set seen_at = cast(cast(:now as text) as timestamptz),
        due_at = cast(cast(:now as text) as timestamptz) + make_interval(secs => every_seconds)
      where id = cast(cast(:id as text) as uuid) and link = :link
      """;
  private static final String OTHER_LINK =
      "update heartbeats set link = link + 1 where id = cast(cast(:id as text) as uuid)";
  private static final String REMOVE =
      "delete from heartbeats where id = cast(cast(:id as text) as uuid)";

  private final Database database;

  Heartbeats(Database database) {
    this.database = database;
  }

  /**
   * A heartbeat.
   *
   * @param link counts its addresses; only the last one is heard
   */
  public record Kept(Heartbeat heartbeat, int link) {}

  /** Saves one as it now is; false if the organization has no such service. */
  public Uni<Boolean> save(Heartbeat heartbeat) {
    return database.transaction(session -> save(session, heartbeat)).map(saved -> saved > 0);
  }

  static Uni<Integer> save(Mutiny.Session session, Heartbeat heartbeat) {
    var parameters =
        Map.of(
            "id", heartbeat.id().toString(),
            "organization", heartbeat.organizationId().toString(),
            "service", heartbeat.serviceId().toString(),
            "name", heartbeat.name(),
            "seconds", heartbeat.every().toSeconds(),
            "due", heartbeat.due().toString());
    return Database.run(session, SAVE, parameters);
  }

  /** Those of an organization, by name. */
  public Uni<List<Kept>> of(UUID organizationId) {
    return kept(ALL, Map.of("organization", organizationId.toString()));
  }

  /** One of an organization; empty if it has no such heartbeat. */
  public Uni<Optional<Kept>> one(UUID organizationId, UUID id) {
    return kept(ONE, Map.of("organization", organizationId.toString(), "id", id.toString()))
        .map(found -> found.stream().findFirst());
  }

  /** It has called; false if this address is not heard any more. */
  public Uni<Boolean> call(UUID id, int link, Instant now) {
    var parameters = Map.of("id", id.toString(), "link", link, "now", now.toString());
    return database
        .transaction(session -> Database.run(session, CALL, parameters))
        .map(heard -> heard > 0);
  }

  /** Closes the address at which it called until now. */
  public Uni<Void> closeLink(UUID id) {
    return run(OTHER_LINK, id);
  }

  /** Waits for it no more. */
  public Uni<Void> remove(UUID id) {
    return run(REMOVE, id);
  }

  private Uni<Void> run(String sql, UUID id) {
    return database
        .transaction(session -> Database.run(session, sql, Map.of("id", id.toString())))
        .replaceWithVoid();
  }

  private Uni<List<Kept>> kept(String sql, Map<String, ?> parameters) {
    return database
        .transaction(session -> Database.texts(session, sql, parameters))
        .map(rows -> Json.Rows.of(rows, Heartbeats::kept).logged());
  }

  static Kept kept(String json) {
    var row = Json.row(Row.class, json);
    var heartbeat =
        new Heartbeat(
            row.id(),
            row.organizationId(),
            row.serviceId(),
            row.name(),
            Duration.ofSeconds(row.everySeconds()),
            row.dueAt(),
            Optional.ofNullable(row.seenAt()),
            Optional.ofNullable(row.missedAt()));
    return new Kept(heartbeat, row.link());
  }

  private record Row(
      UUID id,
      UUID organizationId,
      UUID serviceId,
      String name,
      long everySeconds,
      int link,
      Instant dueAt,
      @Nullable Instant seenAt,
      @Nullable Instant missedAt) {}
}
