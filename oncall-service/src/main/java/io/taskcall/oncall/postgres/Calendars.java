package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Feeds of shifts for calendars, each at a secret address. */
@ApplicationScoped
public class Calendars {
  private static final String SAVE =
      """
      insert into calendars (id, organization_id, sha256, schedule_id, user_id, made_at)
      select id, organization_id, sha256, schedule_id, user_id, made_at
      from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r (id uuid,
        organization_id uuid, sha256 text, schedule_id uuid, user_id uuid, made_at timestamptz)
      on conflict (id) do nothing
      """;

  private static final String FEED =
      """
      cast(jsonb_build_object('id', id, 'organization_id', organization_id, 'sha256', sha256,
        'schedule_id', schedule_id, 'user_id', user_id, 'made_at', made_at) as text) from calendars
      """;

  private static final String LIST =
      "select "
          + FEED
          + " where organization_id = cast(cast(:organization as text) as uuid)"
          + " order by made_at, id";

  private static final String BY_SECRET = "select " + FEED + " where sha256 = :sha256";

  private static final String REMOVE =
      """
      delete from calendars where id = cast(cast(:id as text) as uuid)
        and organization_id = cast(cast(:organization as text) as uuid)
      """;

  private final Database database;

  Calendars(Database database) {
    this.database = database;
  }

  /** A feed of a schedule or of a person, by the hash of its secret. */
  public record Feed(
      UUID id,
      UUID organizationId,
      String sha256,
      @Nullable UUID scheduleId,
      @Nullable UUID userId,
      Instant madeAt) {}

  /** Makes one. */
  public Uni<Void> save(Feed feed) {
    return database
        .transaction(
            session -> Database.run(session, SAVE, Map.of("rows", Json.rows(Set.of(feed)))))
        .replaceWithVoid();
  }

  /** All of an organization. */
  public Uni<List<Feed>> list(UUID organizationId) {
    var parameters = Map.of("organization", organizationId.toString());
    return database
        .transaction(session -> Database.texts(session, LIST, parameters))
        .map(rows -> rows.stream().map(row -> Json.row(Feed.class, row)).toList());
  }

  /** The one with this secret. */
  public Uni<Optional<Feed>> bySecret(String secret) {
    var parameters = Map.of("sha256", Ids.sha256(secret));
    return database
        .transaction(session -> Database.texts(session, BY_SECRET, parameters))
        .map(rows -> rows.stream().findFirst().map(row -> Json.row(Feed.class, row)));
  }

  /** Ends one; false if there is no such feed. */
  public Uni<Boolean> remove(UUID organizationId, UUID id) {
    var parameters = Map.of("organization", organizationId.toString(), "id", id.toString());
    return database
        .transaction(session -> Database.run(session, REMOVE, parameters))
        .map(removed -> removed > 0);
  }
}
