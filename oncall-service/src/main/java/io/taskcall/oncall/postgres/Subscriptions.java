package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Ids;
import io.taskcall.oncall.domain.incident.Incident;
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

/**
 * Who is told of status updates, of a dashboard or of one incident. An address counts once whoever
 * reads its mail has said so.
 */
@ApplicationScoped
public class Subscriptions {
  /** Nobody can make us write to strangers faster than this: addresses an hour and topic. */
  private static final int UNCONFIRMED_MAX = 100;

  /** How long an address is remembered that was never confirmed. */
  private static final Duration UNCONFIRMED_KEPT = Duration.ofDays(7);

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
      select cast(jsonb_build_object('id', s.id, 'email', s.email, 'confirmed', s.confirmed,
        'created_at', s.created_at, 'about', coalesce(d.name,
          '#' || i.number || ' ' || (i.data->'trouble'->>'title'))) as text)
      from subscriptions s left join dashboards d on d.id = s.dashboard_id
        left join incidents i on i.id = s.incident_id where
      """;
  private static final String ONE = SELECT + "s.id = cast(cast(:id as text) as uuid)";

  private final Database database;

  Subscriptions(Database database) {
    this.database = database;
  }

  /** What people are told about. */
  public sealed interface Topic {
    /** Which one. */
    UUID id();

    /** What it is called. */
    String name();

    /** All that its services feel. */
    record OfDashboard(UUID id, String name) implements Topic {}

    /** One incident. */
    record OfIncident(UUID id, String name) implements Topic {}

    /** Of this dashboard. */
    static Topic of(Dashboard dashboard) {
      return new OfDashboard(dashboard.id(), dashboard.name());
    }

    /** Of this incident. */
    static Topic of(Incident incident) {
      var name = "#" + incident.about().number() + " " + incident.trouble().title();
      return new OfIncident(incident.id(), name);
    }
  }

  /**
   * Somebody who is told, or was asked whether to be.
   *
   * @param about what the dashboard or the incident is called
   */
  public record Subscription(
      UUID id, String email, boolean confirmed, Instant createdAt, String about) {}

  /**
   * Asks an address whether it wants to be told; once an hour at most, however often somebody wants
   * it asked. People of the organization are told of an incident without being asked.
   */
  public Uni<Void> ask(Topic topic, String email, Instant now) {
    var id = Ids.derive("subscription", topic.id(), email);
    var hour = now.truncatedTo(ChronoUnit.HOURS);
    var asking =
        Map.of(
            "id", id.toString(),
            "email", email,
            "topic", topic.id().toString(),
            "knows", topic instanceof Topic.OfIncident,
            "now", now.toString(),
            "recently", now.minus(Duration.ofHours(1)).toString(),
            "most", UNCONFIRMED_MAX);
    var writing =
        Map.of(
            "id", id.toString(),
            "cause", Ids.derive("confirmation", id, hour).toString(),
            "data", Json.data(Notice.asking(topic.name())).toString(),
            "now", now.toString());
    return database
        .transaction(session ->
            Database.run(session, ask(topic), asking)
                .flatMap(_ -> Database.run(session, WRITE, writing)))
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

  /** Those who are told about something, by address. */
  public Uni<List<Subscription>> of(Topic topic) {
    return rows(
        SELECT
            + "s."
            + word(topic)
            + "_id = cast(cast(:id as text) as uuid) order by s.email limit 1000",
        topic.id());
  }

  private static String ask(Topic topic) {
    return """
    insert into subscriptions (id, %1$s_id, email, created_at, confirmed)
    select cast(cast(:id as text) as uuid), t.id, :email,
      cast(cast(:now as text) as timestamptz),
      cast(:knows as boolean) and exists (select 1 from members m
        where m.organization_id = t.organization_id and lower(m.email) = :email)
    from %1$ss t where t.id = cast(cast(:topic as text) as uuid)
      and (select count(*) from subscriptions s where s.%1$s_id = t.id
        and not s.confirmed and s.created_at > cast(cast(:recently as text) as timestamptz))
        < :most
    on conflict (id) do nothing
    """
        .formatted(word(topic));
  }

  private static String word(Topic topic) {
    return switch (topic) {
      case Topic.OfDashboard _ -> "dashboard";
      case Topic.OfIncident _ -> "incident";
    };
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
