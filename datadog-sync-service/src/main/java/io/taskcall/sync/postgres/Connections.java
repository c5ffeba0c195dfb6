package io.taskcall.sync.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.IntegrationEvent;
import io.taskcall.sync.domain.Hold;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Remembers which integrations' Datadog may be called. */
@ApplicationScoped
public class Connections {
  private static final String SAY =
      """
      insert into connections (integration_id, state, hold_until) values (:id, :state, :never)
      on conflict (integration_id) do update set state = excluded.state,
        hold_until = case when excluded.state = 'connected' then :never
          else connections.hold_until end
      """;
  private static final String HOLD =
      """
      insert into connections (integration_id, state, hold_until, hold_reason)
      values (:id, 'created', :until, :reason)
      on conflict (integration_id) do update set
        hold_until = greatest(connections.hold_until, excluded.hold_until),
        hold_reason = excluded.hold_reason
      """;
  private static final String PARK =
      """
      update calls set status = 'parked', note = 'the integration was removed', ended_at = :now
      where status = 'waiting'
        and incident_id in (select incident_id from links where integration_id = :id)
      """;

  private final Mutiny.SessionFactory sessions;

  Connections(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /** Takes over what auth says of an integration. */
  public Uni<Void> hear(IntegrationEvent event, Instant now) {
    return sessions.withTransaction(session ->
        switch (event) {
          case IntegrationEvent.Saved saved ->
              say(session, saved.integrationId(), saved.state().name().toLowerCase(Locale.ROOT));
          case IntegrationEvent.Removed removed ->
              say(session, removed.integrationId(), "removed")
                  .chain(() -> park(session, removed.integrationId(), now));
        });
  }

  private static Uni<Void> say(Mutiny.Session session, UUID integrationId, String state) {
    return session
        .createNativeQuery(SAY)
        .setParameter("id", integrationId)
        .setParameter("state", state)
        .setParameter("never", Instant.EPOCH)
        .executeUpdate()
        .replaceWithVoid();
  }

  private static Uni<Void> park(Mutiny.Session session, UUID integrationId, Instant now) {
    return session
        .createNativeQuery(PARK)
        .setParameter("id", integrationId)
        .setParameter("now", now)
        .executeUpdate()
        .replaceWithVoid();
  }

  static Uni<Void> hold(Mutiny.Session session, UUID integrationId, Hold hold) {
    return session
        .createNativeQuery(HOLD)
        .setParameter("id", integrationId)
        .setParameter("until", hold.until())
        .setParameter("reason", hold.reason())
        .executeUpdate()
        .replaceWithVoid();
  }
}
