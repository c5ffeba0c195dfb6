package io.taskcall.sync.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.taskcall.codec.EventCodec;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.outbox.Outbox;
import io.taskcall.outbox.Outgoing;
import io.taskcall.sync.domain.Turn;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Going through all monitors of an integration, some in each turn, and what was found. */
@ApplicationScoped
public class Sweeps {
  private static final String PAGE =
      "select sweep_page from connections where integration_id = :id and sweep_at <= :now";

  private static final String WENT =
      "update connections set sweep_page = :page, sweep_at = :at where integration_id = :id";

  private static final String OPEN =
      """
      select fingerprint from open_alerts where fingerprint in
        (select jsonb_array_elements_text(cast(cast(:fingerprints as text) as jsonb)))
      """;

  private final Mutiny.SessionFactory sessions;
  private final Outbox outbox;

  Sweeps(Mutiny.SessionFactory sessions, Outbox outbox) {
    this.sessions = sessions;
    this.outbox = outbox;
  }

  /** The page that is due, if one is. */
  public Uni<Optional<Integer>> due(Turn turn, Instant now) {
    return sessions.withSession(session ->
        session
            .createNativeQuery(PAGE, Integer.class)
            .setParameter("id", turn.integrationId())
            .setParameter("now", now)
            .getSingleResultOrNull()
            .map(Optional::ofNullable));
  }

  /** The next page to go through, and not before {@code at}. */
  public Uni<Void> next(UUID integrationId, int page, Instant at) {
    return sessions.withTransaction(session ->
        session
            .createNativeQuery(WENT)
            .setParameter("id", integrationId)
            .setParameter("page", page)
            .setParameter("at", at)
            .executeUpdate()
            .replaceWithVoid());
  }

  /** Speaks of those alerts that do not go on as far as we were told, of each beginning once. */
  public Uni<Void> found(List<AlertEvent> alerts, Instant now) {
    if (alerts.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return sessions
        .withTransaction(session ->
            session
                .createNativeQuery(OPEN, String.class)
                .setParameter("fingerprints", json(alerts.stream().map(AlertEvent::key).toList()))
                .getResultList()
                .flatMap(open -> {
                  var known = new HashSet<>(open);
                  return Multi.createFrom()
                      .iterable(alerts)
                      .filter(alert -> !known.contains(alert.key()))
                      .onItem()
                      .transformToUniAndConcatenate(alert -> say(session, alert, now))
                      .collect()
                      .asList();
                }))
        .invoke(outbox::nudge)
        .replaceWithVoid();
  }

  private Uni<Boolean> say(Mutiny.Session session, AlertEvent alert, Instant now) {
    var trace = TraceParent.startingAt(alert.id());
    var cause = new Wishing.Cause(alert.id(), alert.at(), trace.value(), now);
    return Wishing.once(
        session, cause, () -> outbox.append(session, List.of(new Outgoing(alert, trace))));
  }

  private static String json(List<String> texts) {
    try {
      return EventCodec.mapper().writeValueAsString(texts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list of texts must be writable", e);
    }
  }
}
