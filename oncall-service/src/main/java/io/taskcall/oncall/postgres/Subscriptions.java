package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Ids;
import io.taskcall.oncall.domain.status.Dashboard;
import io.taskcall.oncall.domain.status.Notice;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Who is told of status updates. An address counts once whoever reads its mail has said so. */
@ApplicationScoped
public class Subscriptions {
  /** Nobody can make us write to strangers faster than this: addresses an hour and dashboard. */
  private static final int UNCONFIRMED_MAX = 100;

  /** How long an address is remembered that was never confirmed. */
  private static final Duration UNCONFIRMED_KEPT = Duration.ofDays(7);

  private static final String ASK =
      """
      insert into subscriptions (id, dashboard_id, email, created_at)
      select cast(cast(:id as text) as uuid), d.id, :email,
        cast(cast(:now as text) as timestamptz)
      from dashboards d where d.id = cast(cast(:dashboard as text) as uuid)
        and (select count(*) from subscriptions s where s.dashboard_id = d.id
          and not s.confirmed and s.created_at > cast(cast(:recently as text) as timestamptz))
          < :most
      on conflict (dashboard_id, email) do nothing
      """;

  private static final String WRITE =
      """
      insert into letters (subscription_id, cause, data, due_at)
      select s.id, cast(cast(:cause as text) as uuid), cast(cast(:data as text) as jsonb),
        cast(cast(:now as text) as timestamptz)
      from subscriptions s where s.id = cast(cast(:id as text) as uuid) and not s.confirmed
      on conflict (subscription_id, cause) do nothing
      """;

  private static final String CONFIRM =
      "update subscriptions set confirmed = true where id = cast(cast(:id as text) as uuid)";
  private static final String REMOVE =
      "delete from subscriptions where id = cast(cast(:id as text) as uuid)";
  private static final String FORGET =
      """
      delete from subscriptions where not confirmed
        and created_at < cast(cast(:before as text) as timestamptz)
      """;

  private static final String SELECT =
      """
      select cast(jsonb_build_object('id', s.id, 'dashboard_id', s.dashboard_id, 'email', s.email,
        'confirmed', s.confirmed, 'created_at', s.created_at, 'dashboard', d.name) as text)
      from subscriptions s join dashboards d on d.id = s.dashboard_id where
      """;
  private static final String OF_DASHBOARD =
      SELECT + "d.id = cast(cast(:id as text) as uuid) order by s.email limit 1000";
  private static final String ONE = SELECT + "s.id = cast(cast(:id as text) as uuid)";

  private final Database database;

  Subscriptions(Database database) {
    this.database = database;
  }

  /** Somebody who is told, or was asked whether to be. */
  public record Subscription(
      UUID id,
      UUID dashboardId,
      String email,
      boolean confirmed,
      Instant createdAt,
      String dashboard) {}

  /**
   * Asks an address whether it wants to be told; once an hour at most, however often somebody wants
   * it asked.
   */
  public Uni<Void> ask(Dashboard dashboard, String email, Instant now) {
    var id = Ids.derive("subscription", dashboard.id(), email);
    var hour = now.truncatedTo(ChronoUnit.HOURS);
    var asking =
        Map.of(
            "id", id.toString(),
            "email", email,
            "dashboard", dashboard.id().toString(),
            "now", now.toString(),
            "recently", now.minus(Duration.ofHours(1)).toString(),
            "most", UNCONFIRMED_MAX);
    var writing =
        Map.of(
            "id", id.toString(),
            "cause", Ids.derive("confirmation", id, hour).toString(),
            "data", Json.data(Notice.asking(dashboard.name())).toString(),
            "now", now.toString());
    return database
        .transaction(session ->
            Database.run(session, ASK, asking).flatMap(_ -> Database.run(session, WRITE, writing)))
        .replaceWithVoid();
  }

  /** An address is confirmed; false if it is not asked any more. */
  public Uni<Boolean> confirm(UUID id) {
    return run(CONFIRM, id);
  }

  /** Tells nobody there any more; false if nobody was told. */
  public Uni<Boolean> remove(UUID id) {
    return run(REMOVE, id);
  }

  /** One of them. */
  public Uni<Optional<Subscription>> one(UUID id) {
    return rows(ONE, id).map(rows -> rows.stream().findFirst());
  }

  /** Those of a dashboard, by address. */
  public Uni<List<Subscription>> of(Dashboard dashboard) {
    return rows(OF_DASHBOARD, dashboard.id());
  }

  /** Forgets addresses that were never confirmed. */
  static Uni<Integer> forget(Mutiny.Session session, Instant now) {
    return Database.run(session, FORGET, Map.of("before", now.minus(UNCONFIRMED_KEPT).toString()));
  }

  private Uni<List<Subscription>> rows(String sql, UUID id) {
    return database
        .transaction(session -> Database.texts(session, sql, Map.of("id", id.toString())))
        .map(rows -> rows.stream().map(row -> Json.row(Subscription.class, row)).toList());
  }

  private Uni<Boolean> run(String sql, UUID id) {
    return database
        .transaction(session -> Database.run(session, sql, Map.of("id", id.toString())))
        .map(changed -> changed > 0);
  }
}
