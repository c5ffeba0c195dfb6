package io.taskcall.sync.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.outbox.Outbox;
import io.taskcall.sync.domain.Hold;
import io.taskcall.sync.domain.Notice;
import io.taskcall.sync.domain.Notice.Trouble;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tells people once when the mirror needs them, and once when it does no more. */
@ApplicationScoped
class Notices {
  private static final String SHUT_OUT =
      """
      update connections set hold_reason = :reason
      where integration_id = :id and hold_reason is null
        and state in ('connected', 'disconnected')
      """;

  private static final String LET_IN =
      """
      update connections set hold_reason = null
      where integration_id = :id and hold_reason is not null and hold_until <= :now
      """;

  private static final String PARKED =
      """
      update connections set parked_reason = :reason
      where integration_id = :id and parked_reason is null and state <> 'removed'
      """;

  private static final String NONE_PARKED =
      """
      update connections set parked_reason = null
      where integration_id = :id and parked_reason is not null
        and not exists (select from calls c join links l on l.incident_id = c.incident_id
          where l.integration_id = :id and c.status = 'parked')
      """;

  private final Outbox outbox;

  Notices(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Lets calls wait, and says so if only people can end that. */
  Uni<Void> hold(Mutiny.Session session, UUID integrationId, Hold hold, Instant now) {
    var held = Connections.hold(session, integrationId, hold);
    return hold.scope() == Hold.Scope.ALL
        ? held.chain(() -> shutOut(session, integrationId, hold.reason(), now))
        : held;
  }

  Uni<Void> shutOut(Mutiny.Session session, UUID integrationId, String reason, Instant now) {
    return session
        .createNativeQuery(SHUT_OUT)
        .setParameter("id", integrationId)
        .setParameter("reason", reason)
        .executeUpdate()
        .flatMap(changed ->
            say(session, changed, integrationId, n -> n.begun(Trouble.SHUT_OUT, reason, now)));
  }

  Uni<Void> letIn(Mutiny.Session session, UUID integrationId, Instant now) {
    return session
        .createNativeQuery(LET_IN)
        .setParameter("id", integrationId)
        .setParameter("now", now)
        .executeUpdate()
        .flatMap(
            changed -> say(session, changed, integrationId, n -> n.over(Trouble.SHUT_OUT, now)));
  }

  /** A call was given up. */
  Uni<Void> parked(Mutiny.Session session, UUID integrationId, String reason, Instant now) {
    return session
        .createNativeQuery(PARKED)
        .setParameter("id", integrationId)
        .setParameter("reason", reason)
        .executeUpdate()
        .flatMap(changed ->
            say(session, changed, integrationId, n -> n.begun(Trouble.PARKED, reason, now)));
  }

  /** A call may have been the last that was given up, and is no more. */
  Uni<Void> unparked(Mutiny.Session session, UUID integrationId, Instant now) {
    return session
        .flush()
        .chain(() ->
            session
                .createNativeQuery(NONE_PARKED)
                .setParameter("id", integrationId)
                .executeUpdate())
        .flatMap(changed -> say(session, changed, integrationId, n -> n.over(Trouble.PARKED, now)));
  }

  private Uni<Void> say(
      Mutiny.Session session, int changed, UUID integrationId, Function<Notice, AlertEvent> what) {
    if (changed == 0) {
      return Uni.createFrom().voidItem();
    }
    return session
        .find(ConnectionRow.class, integrationId)
        .flatMap(row -> {
          if (row.organizationId == null || row.serviceId == null) {
            return Uni.createFrom().voidItem();
          }
          var name = row.name == null ? "Datadog" : row.name;
          var alert =
              what.apply(new Notice(integrationId, row.organizationId, row.serviceId, name));
          return outbox.append(session, alert, TraceParent.startingAt(alert.id()));
        });
  }
}
