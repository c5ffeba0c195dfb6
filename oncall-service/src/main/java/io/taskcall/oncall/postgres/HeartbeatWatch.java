package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.AlertChange;
import io.taskcall.oncall.domain.heartbeat.Heartbeat;
import io.taskcall.oncall.domain.heartbeat.Heartbeat.Verdict;
import io.taskcall.oncall.domain.heartbeat.Listening;
import io.taskcall.oncall.postgres.Incidents.Heard;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Looks whether all have called. A call that did not come is heard like the alert of any tool, by
 * the rules of its service; it is heard first and written down then, so that a crash in between
 * only lets it be heard again, which changes nothing.
 */
@ApplicationScoped
public class HeartbeatWatch {
  private static final Logger LOG = Logger.getLogger(HeartbeatWatch.class);
  private static final int MOST = 500;

  private static final String LAST_LOOK =
      """
      select cast(jsonb_build_object('at', at) as text) from listening
      where what = 'heartbeats' for update
      """;

  private static final String LOOKED =
      """
      insert into listening (what, at)
      values ('heartbeats', cast(cast(:now as text) as timestamptz))
      on conflict (what) do update set at = excluded.at
      """;

  private static final String PUT_OFF =
      """
      update heartbeats set due_at = due_at + make_interval(secs => cast(:seconds as bigint))
      where missed_at is null
      """;

  private static final String CONCERNED =
      Heartbeats.SELECT
          + """
          (missed_at is null and due_at <= cast(cast(:now as text) as timestamptz))
            or (missed_at is not null and seen_at > missed_at)
          order by due_at limit :most
          """;

  private static final String MISSED =
      """
      update heartbeats set missed_at = cast(cast(:at as text) as timestamptz)
      where id = cast(cast(:id as text) as uuid) and missed_at is null
      """;
  private static final String BACK =
      """
      update heartbeats set missed_at = null
      where id = cast(cast(:id as text) as uuid)
        and missed_at = cast(cast(:at as text) as timestamptz)
      """;

  private final Database database;
  private final Incidents incidents;

  HeartbeatWatch(Database database, Incidents incidents) {
    this.database = database;
    this.incidents = incidents;
  }

  /** Looks once. */
  public Uni<Void> look(Instant now) {
    return database
        .transaction(session ->
            listen(session, now)
                .flatMap(_ ->
                    Database.texts(
                        session, CONCERNED, Map.of("now", now.toString(), "most", MOST))))
        .map(rows -> Json.Rows.of(rows, Heartbeats::kept).logged())
        .flatMap(found -> judge(found.stream().map(Heartbeats.Kept::heartbeat).toList(), now));
  }

  /** Time during which nobody listened is given to everybody. */
  private static Uni<Integer> listen(Mutiny.Session session, Instant now) {
    return Database.texts(session, LAST_LOOK, Map.of())
        .map(rows ->
            rows.stream()
                .findFirst()
                .map(row -> Listening.deafness(Json.row(Look.class, row).at(), now))
                .orElse(Duration.ZERO))
        .flatMap(deaf ->
            deaf.isZero()
                ? Uni.createFrom().item(0)
                : Database.run(session, PUT_OFF, Map.of("seconds", deaf.toSeconds() + 1))
                    .invoke(() -> LOG.infof("nobody listened to heartbeats for %s", deaf)))
        .flatMap(_ -> Database.run(session, LOOKED, Map.of("now", now.toString())));
  }

  /** Ends the alert of one that is not waited for any more. */
  public Uni<Void> end(Heartbeat heartbeat, Instant now) {
    return heartbeat
        .ended(now)
        .map(over -> hear(over, now))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  private Uni<Void> judge(List<Heartbeat> heartbeats, Instant now) {
    var all = Uni.createFrom().voidItem();
    for (var heartbeat : heartbeats) {
      all = all.flatMap(_ -> judge(heartbeat, now));
    }
    return all;
  }

  private Uni<Void> judge(Heartbeat heartbeat, Instant now) {
    return switch (heartbeat.judge(now)) {
      case Verdict.Fine _ -> Uni.createFrom().voidItem();
      case Verdict.Missed(Instant due, AlertChange.Opened alert) ->
          hear(alert, now).flatMap(_ -> write(MISSED, heartbeat, due));
      case Verdict.Back(Instant due, AlertChange.Recovered alert) ->
          hear(alert, now).flatMap(_ -> write(BACK, heartbeat, due));
    };
  }

  private Uni<Void> hear(AlertChange change, Instant now) {
    var heard = new Heard<>(change, TraceParent.startingAt(change.opening()));
    return incidents.hear(List.of(heard), List.of(), now);
  }

  private Uni<Void> write(String sql, Heartbeat heartbeat, Instant at) {
    var parameters = Map.of("id", heartbeat.id().toString(), "at", at.toString());
    return database
        .transaction(session -> Database.run(session, sql, parameters))
        .replaceWithVoid();
  }

  private record Look(Instant at) {}
}
