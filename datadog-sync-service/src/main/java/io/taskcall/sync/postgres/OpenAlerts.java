package io.taskcall.sync.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import io.taskcall.codec.EventCodec;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.outbox.Outbox;
import io.taskcall.outbox.Outgoing;
import io.taskcall.sync.domain.OpenAlert;
import io.taskcall.sync.domain.Turn;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** The alerts of Datadog's monitors that go on as far as we were told. */
@ApplicationScoped
public class OpenAlerts {
  /** What was not looked at for longest comes first, so that all have their turn. */
  private static final int AT_ONCE = 500;

  private static final String OPEN =
      """
      insert into open_alerts (fingerprint, organization_id, integration_id, service_id, monitor_id,
        scope, title, opened_at, looked_at)
      select fingerprint, organization_id, integration_id, service_id, monitor_id, scope, title,
        opened_at, opened_at
      from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r (fingerprint text,
        organization_id uuid, integration_id uuid, service_id uuid, monitor_id text, scope text,
        title text, opened_at timestamptz)
      on conflict (fingerprint) do update set opened_at = excluded.opened_at,
        looked_at = excluded.looked_at, title = excluded.title
      """;

  private static final String END =
      """
      delete from open_alerts where fingerprint in
        (select jsonb_array_elements_text(cast(cast(:fingerprints as text) as jsonb)))
      """;

  private static final String DUE =
      """
      from OpenAlertRow a where a.integrationId = :id and a.lookedAt <= :before
      order by a.lookedAt, a.fingerprint
      """;

  private static final String LOOKED =
      """
      update open_alerts set looked_at = :now where integration_id = :id and monitor_id = :monitor
      """;

  private static final String PUT_OFF =
      "update open_alerts set looked_at = :now where integration_id = :id";

  private final Mutiny.SessionFactory sessions;
  private final Outbox outbox;

  OpenAlerts(Mutiny.SessionFactory sessions, Outbox outbox) {
    this.sessions = sessions;
    this.outbox = outbox;
  }

  /** Takes over what changes say, in their order. */
  public Uni<Void> hear(List<AlertChange> changes) {
    var last = new LinkedHashMap<String, Optional<OpenAlert>>();
    for (var change : changes) {
      var open = OpenAlert.of(change);
      if (open.isPresent() || OpenAlert.ends(change)) {
        last.put(change.key(), open);
      }
    }
    if (last.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var open = last.values().stream().flatMap(Optional::stream).map(OpenAlerts::row).toList();
    var over =
        last.entrySet().stream()
            .filter(entry -> entry.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    return sessions.withTransaction(session ->
        run(session, OPEN, "rows", open).chain(() -> run(session, END, "fingerprints", over)));
  }

  private static Uni<Void> run(
      Mutiny.Session session, String sql, String name, Collection<?> values) {
    return values.isEmpty()
        ? Uni.createFrom().voidItem()
        : session
            .createNativeQuery(sql)
            .setParameter(name, json(values))
            .executeUpdate()
            .replaceWithVoid();
  }

  private static Map<String, Object> row(OpenAlert open) {
    return Map.of(
        "fingerprint", open.alert().fingerprint().value(),
        "organization_id", open.alert().organizationId(),
        "integration_id", open.alert().integrationId(),
        "service_id", open.alert().serviceId(),
        "monitor_id", open.monitorId(),
        "scope", String.join(",", open.scope()),
        "title", open.title(),
        "opened_at", open.openedAt().toString());
  }

  /** Those that were not looked at since {@code before}, by their monitor. */
  public Uni<Map<String, List<OpenAlert>>> due(Turn turn, Instant before) {
    return sessions.withSession(session ->
        session
            .createQuery(DUE, OpenAlertRow.class)
            .setParameter("id", turn.integrationId())
            .setParameter("before", before)
            .setMaxResults(AT_ONCE)
            .getResultList()
            .map(rows -> {
              var byMonitor = new LinkedHashMap<String, List<OpenAlert>>();
              for (var row : rows) {
                byMonitor.merge(row.monitorId, List.of(row.alert()), OpenAlerts::both);
              }
              return byMonitor;
            }));
  }

  private static <T> List<T> both(List<T> some, List<T> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /** No monitor can be looked at now. */
  public Uni<Void> putOff(Turn turn, Instant now) {
    return sessions.withTransaction(session ->
        session
            .createNativeQuery(PUT_OFF)
            .setParameter("id", turn.integrationId())
            .setParameter("now", now)
            .executeUpdate()
            .replaceWithVoid());
  }

  /** A monitor was looked at, and this is what nobody had told of its alerts. */
  public Uni<Void> looked(Turn turn, String monitorId, List<AlertEvent> missed, Instant now) {
    return sessions
        .withTransaction(session ->
            session
                .createNativeQuery(LOOKED)
                .setParameter("id", turn.integrationId())
                .setParameter("monitor", monitorId)
                .setParameter("now", now)
                .executeUpdate()
                .chain(() ->
                    outbox.append(
                        session,
                        missed.stream()
                            .map(event -> new Outgoing(event, TraceParent.startingAt(event.id())))
                            .toList())))
        .invoke(outbox::nudge);
  }

  private static String json(Object value) {
    try {
      return EventCodec.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("rows must be writable", e);
    }
  }
}
