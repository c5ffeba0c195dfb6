package io.taskcall.sync.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.IntegrationEvent;
import io.taskcall.sync.domain.Hold;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Remembers which integrations' Datadog may be called. */
@ApplicationScoped
public class Connections {
  private static final String SAY =
      """
      insert into connections (integration_id, state, hold_until, organization_id, service_id,
        name, datadog)
      values (:id, :state, :never, :organization, :service, :name, :datadog)
      on conflict (integration_id) do update set state = excluded.state,
        organization_id = excluded.organization_id, service_id = excluded.service_id,
        name = excluded.name, datadog = excluded.datadog,
        hold_until = case when excluded.state = 'connected' then :never
          else connections.hold_until end
      """;
  private static final String REMOVE =
      "update connections set state = 'removed' where integration_id = :id";

  private static final String HOLD =
      """
      insert into connections (integration_id, state, hold_until) values (:id, 'created', :until)
      on conflict (integration_id) do update set
        hold_until = greatest(connections.hold_until, excluded.hold_until)
      """;
  private static final String PAUSE =
      """
      insert into pauses (integration_id, scope, until, reason)
      values (:id, :scope, :until, :reason)
      on conflict (integration_id, scope) do update set
        until = greatest(pauses.until, excluded.until), reason = excluded.reason
      """;

  private static final String PUT_OFF =
      """
      update calls set next_try_at = :until where status = 'waiting' and next_try_at < :until
        and incident_id in (select incident_id from links where integration_id = :id)
      """;

  private static final String PUT_OFF_READS =
      PUT_OFF + " and purpose not in ('priority', 'comment', 'downtime')";

  private static final String PUT_OFF_WRITES = PUT_OFF_READS + " and purpose <> 'look'";

  private static final String PUT_OFF_PRIORITIES = PUT_OFF + " and purpose = 'priority'";

  private static final String PUT_OFF_COMMENTS = PUT_OFF + " and purpose = 'comment'";

  private static final String PUT_OFF_DOWNTIMES = PUT_OFF + " and purpose = 'downtime'";

  /** Whoever connects again may have allowed more than before. */
  private static final String ALLOW =
      "delete from pauses where integration_id = :id and scope not in ('read', 'write')";

  private static final String RESUME =
      """
      update calls set next_try_at = :now where status = 'waiting' and next_try_at > :now
        and incident_id in (select incident_id from links where integration_id = :id)
      """;

  private static final String ALL =
      """
      from ConnectionRow c where c.organizationId = :organization and c.datadog
        and c.state <> 'removed'
      order by c.name, c.integrationId
      """;

  private static final String PARK =
      """
      update calls set status = 'parked', note = 'the integration was removed', ended_at = :now
      where status = 'waiting'
        and incident_id in (select incident_id from links where integration_id = :id)
      """;

  private final Mutiny.SessionFactory sessions;
  private final Notices notices;
  private final Waking waking;

  Connections(Mutiny.SessionFactory sessions, Notices notices, Waking waking) {
    this.sessions = sessions;
    this.notices = notices;
    this.waking = waking;
  }

  /** Takes over what auth says of an integration. */
  public Uni<Void> hear(IntegrationEvent event, Instant now) {
    return sessions
        .withTransaction(session ->
            switch (event) {
              case IntegrationEvent.Saved saved ->
                  say(session, saved).chain(() -> follow(session, saved, now));
              case IntegrationEvent.Removed removed ->
                  session
                      .createNativeQuery(REMOVE)
                      .setParameter("id", removed.integrationId())
                      .executeUpdate()
                      .chain(() -> park(session, removed.integrationId(), now));
            })
        .invoke(waking::committed);
  }

  private static Uni<Void> say(Mutiny.Session session, IntegrationEvent.Saved saved) {
    return session
        .createNativeQuery(SAY)
        .setParameter("id", saved.integrationId())
        .setParameter("state", saved.state().name().toLowerCase(Locale.ROOT))
        .setParameter("never", Instant.EPOCH)
        .setParameter("organization", saved.organizationId())
        .setParameter("service", saved.serviceId())
        .setParameter("name", saved.name())
        .setParameter("datadog", saved.tool() == IntegrationEvent.Tool.DATADOG)
        .executeUpdate()
        .replaceWithVoid();
  }

  private Uni<Void> follow(Mutiny.Session session, IntegrationEvent.Saved saved, Instant now) {
    var id = saved.integrationId();
    return switch (saved.state()) {
      case CONNECTED -> resume(session, id, now).chain(() -> notices.letIn(session, id, now));
      case DISCONNECTED ->
          notices.shutOut(session, id, "the authorization was revoked", saved.at());
      case CREATED, PAUSED -> Uni.createFrom().voidItem();
    };
  }

  private static Uni<Void> resume(Mutiny.Session session, UUID integrationId, Instant now) {
    return session
        .createNativeQuery(ALLOW)
        .setParameter("id", integrationId)
        .executeUpdate()
        .chain(() ->
            session
                .createNativeQuery(RESUME)
                .setParameter("id", integrationId)
                .setParameter("now", now)
                .executeUpdate())
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

  private static Mutiny.Query<?> pause(Mutiny.Session session, String scope, Hold hold) {
    return session
        .createNativeQuery(PAUSE)
        .setParameter("scope", scope)
        .setParameter("reason", hold.reason());
  }

  /** Calls that must wait say so, and cost nothing while they do. */
  static Uni<Void> hold(Mutiny.Session session, UUID integrationId, Hold hold) {
    var held =
        switch (hold.scope()) {
          case ALL -> session.createNativeQuery(HOLD);
          case READ -> pause(session, "read", hold);
          case WRITE -> pause(session, "write", hold);
          case PRIORITY -> pause(session, "priority", hold);
          case COMMENT -> pause(session, "comment", hold);
          case DOWNTIME -> pause(session, "downtime", hold);
        };
    return held.setParameter("id", integrationId)
        .setParameter("until", hold.until())
        .executeUpdate()
        .chain(() ->
            session
                .createNativeQuery(putOff(hold.scope()))
                .setParameter("id", integrationId)
                .setParameter("until", hold.until())
                .executeUpdate())
        .replaceWithVoid();
  }

  private static String putOff(Hold.Scope scope) {
    return switch (scope) {
      case ALL -> PUT_OFF;
      case READ -> PUT_OFF_READS;
      case WRITE -> PUT_OFF_WRITES;
      case PRIORITY -> PUT_OFF_PRIORITIES;
      case COMMENT -> PUT_OFF_COMMENTS;
      case DOWNTIME -> PUT_OFF_DOWNTIMES;
    };
  }

  /** An organization's integrations with Datadog. */
  public Uni<List<ConnectionView>> all(UUID organizationId) {
    return sessions.withSession(session ->
        session
            .createQuery(ALL, ConnectionRow.class)
            .setParameter("organization", organizationId)
            .getResultList()
            .map(rows -> rows.stream().map(ConnectionView::of).toList()));
  }
}
