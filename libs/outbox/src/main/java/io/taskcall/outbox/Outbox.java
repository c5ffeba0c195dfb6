package io.taskcall.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import io.taskcall.codec.EventCodec;
import io.taskcall.codec.EventRecords;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.Event;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Where a transaction leaves the events that it decided. They are published once it commits, and
 * only then.
 *
 * <p>Events of one key leave in the order of their appending. For that, whoever appends for a key
 * must hold what the key stands for (the row of the incident, say) locked in the same transaction:
 * two transactions that don't know of each other have no order.
 */
@ApplicationScoped
public class Outbox {
  private static final String INSERT =
      """
      insert into outbox (id, topic, key, value, headers)
      select id, topic, key, decode(value, 'base64'), headers
      from rows from (jsonb_to_recordset(cast(cast(:events as text) as jsonb))
        as (id uuid, topic text, key text, value text, headers jsonb))
        with ordinality as e (id, topic, key, value, headers, place)
      order by place
      """;

  private final String service;
  private final Relay relay;

  Outbox(@ConfigProperty(name = "quarkus.application.name") String service, Relay relay) {
    this.service = service;
    this.relay = relay;
  }

  /** Appends an event to the caller's transaction. */
  public Uni<Void> append(Mutiny.Session session, Event event, TraceParent trace) {
    return append(session, List.of(new Outgoing(event, trace)));
  }

  /** Appends events, in this order, to the caller's transaction. */
  public Uni<Void> append(Mutiny.Session session, List<Outgoing> events) {
    if (events.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return session
        .createNativeQuery(INSERT)
        .setParameter("events", json(events.stream().map(this::row).toList()))
        .executeUpdate()
        .replaceWithVoid();
  }

  /**
   * Wakes the relay. Call it when the transaction has committed; without it the events leave at the
   * next poll.
   */
  public void nudge() {
    relay.nudge();
  }

  private Row row(Outgoing outgoing) {
    var event = outgoing.event();
    var headers = new LinkedHashMap<String, String>();
    for (var header : EventRecords.headers(event, service, outgoing.trace())) {
      headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }
    return new Row(
        event.id(), event.topic().wireName(), event.key(), EventCodec.write(event), headers);
  }

  /** PostgreSQL knows no NUL in a text; a dead letter's key may have one. */
  private static String json(List<Row> rows) {
    try {
      return EventCodec.mapper().writeValueAsString(rows).replace("\\u0000", "\\ufffd");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row of the outbox must be writable", e);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // written once, never compared
  private record Row(
      UUID id, String topic, String key, byte[] value, Map<String, String> headers) {}
}
