package io.taskcall.sync.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.Ids;
import io.taskcall.outbox.Outbox;
import io.taskcall.outbox.Outgoing;
import io.taskcall.sync.domain.DatadogIncident;
import io.taskcall.sync.domain.Turn;
import io.taskcall.sync.domain.TurnEnd;
import io.taskcall.sync.domain.Wish;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Whose turn it is to be asked what webhooks did not tell, and what was found out. */
@ApplicationScoped
public class Polls {
  /** One replica asks an organization's Datadog at a time. */
  private static final String DUE =
      "select "
          + ConnectionRow.COLUMNS
          + """
           from connections c
          where c.datadog and c.state = 'connected' and c.organization_id is not null
            and c.service_id is not null
            and c.poll_at <= :now and c.poll_until <= :now and c.hold_until <= :now
            and not exists (select from pauses p where p.integration_id = c.integration_id
              and p.scope = 'read' and p.until > :now)
            and not exists (select from connections o where o.organization_id = c.organization_id
              and o.poll_until > :now)
          order by c.poll_at limit 1 for update of c skip locked
          """;

  /** The newest link of each of these incidents. */
  private static final String KNOWN =
      "select distinct on (datadog_uuid) "
          + LinkRow.COLUMNS
          + """
           from links where integration_id = :id and datadog_uuid in
            (select jsonb_array_elements_text(cast(cast(:uuids as text) as jsonb)))
          order by datadog_uuid, opened_at desc
          """;

  private static final String GONE =
      "select "
          + LinkRow.COLUMNS
          + """
           from links where integration_id = :id and live and their_modified < :before
            and datadog_uuid not in
              (select jsonb_array_elements_text(cast(cast(:uuids as text) as jsonb)))
          """;

  private final Mutiny.SessionFactory sessions;
  private final Outbox outbox;
  private final Notices notices;
  private final Replicas replicas;
  private final Waking waking;

  Polls(
      Mutiny.SessionFactory sessions,
      Outbox outbox,
      Notices notices,
      Replicas replicas,
      Waking waking) {
    this.sessions = sessions;
    this.outbox = outbox;
    this.notices = notices;
    this.replicas = replicas;
    this.waking = waking;
  }

  /** Takes the turn that is due longest; nobody else takes it before {@code lease} is over. */
  public Uni<Optional<Turn>> claim(Instant now, Duration lease) {
    return sessions.withTransaction(session ->
        session
            .createNativeQuery(DUE, ConnectionRow.class)
            .setParameter("now", now)
            .getSingleResultOrNull()
            .map(row -> Optional.ofNullable(row).flatMap(due -> take(due, now, lease))));
  }

  private Optional<Turn> take(ConnectionRow row, Instant now, Duration lease) {
    if (row.organizationId == null || row.serviceId == null) {
      return Optional.empty();
    }
    row.pollUntil = now.plus(lease);
    row.pollBy = replicas.self();
    var since = row.watchedSince == null ? now : row.watchedSince;
    row.watchedSince = since;
    return Optional.of(
        new Turn(
            row.integrationId,
            row.organizationId,
            row.serviceId,
            Duration.ofMillis(row.pollPause),
            row.listed,
            since));
  }

  /** Ends a turn. */
  public Uni<Void> end(Turn turn, Instant now, TurnEnd ending) {
    var id = turn.integrationId();
    return sessions
        .withTransaction(session ->
            session
                .find(ConnectionRow.class, id, LockModeType.PESSIMISTIC_WRITE)
                .invoke(row -> {
                  row.pollUntil = Instant.EPOCH;
                  row.pollBy = null;
                  row.pollAt = now.plus(ending.pause());
                  row.pollPause = ending.pause().toMillis();
                  row.listed = ending.listed();
                  row.polledAt = now;
                  row.pollNote = ending.note();
                })
                .chain(session::flush)
                .chain(() -> settle(session, id, ending, now)))
        .invoke(waking::committed);
  }

  private Uni<Void> settle(Mutiny.Session session, UUID id, TurnEnd ending, Instant now) {
    return ending
        .hold()
        .map(hold -> notices.hold(session, id, hold, now))
        .orElseGet(
            () -> ending.whole() ? notices.letIn(session, id, now) : Uni.createFrom().voidItem());
  }

  /** From where on to list what is newest of an integration. */
  public Uni<Integer> listedUpTo(UUID integrationId) {
    return sessions.withSession(session ->
        session.find(ConnectionRow.class, integrationId).map(row -> row == null ? 0 : row.listed));
  }

  /**
   * Looks at those that were changed since we looked last, and speaks of those nobody told us of.
   *
   * @return how many there were
   */
  public Uni<Integer> found(
      Turn turn,
      Collection<DatadogIncident> incidents,
      Function<DatadogIncident, Optional<AlertEvent>> unknown,
      Instant now) {
    if (incidents.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    return sessions
        .withTransaction(session ->
            session
                .createNativeQuery(KNOWN, LinkRow.class)
                .setParameter("id", turn.integrationId())
                .setParameter(
                    "uuids",
                    new JsonArray(incidents.stream().map(DatadogIncident::uuid).toList()).encode())
                .getResultList()
                .flatMap(links -> news(session, turn, incidents, links, unknown, now)))
        .invoke(waking::committed);
  }

  private Uni<Integer> news(
      Mutiny.Session session,
      Turn turn,
      Collection<DatadogIncident> incidents,
      List<LinkRow> links,
      Function<DatadogIncident, Optional<AlertEvent>> unknown,
      Instant now) {
    var known = new HashMap<String, LinkRow>();
    links.forEach(link -> known.put(link.datadogUuid, link));
    var work = new ArrayList<Uni<Boolean>>();
    for (var incident : incidents) {
      var link = known.get(incident.uuid());
      if (link == null) {
        unknown.apply(incident).ifPresent(alert -> work.add(say(session, alert, now)));
      } else if (!link.closed && isNews(link, incident)) {
        var at = incident.modified() == null ? now : incident.modified();
        var id = Ids.derive("datadog-polled", turn.integrationId(), incident.uuid(), at);
        work.add(look(session, id, link, at, now));
      }
    }
    return all(work);
  }

  private static boolean isNews(LinkRow link, DatadogIncident incident) {
    return link.theirModified == null
        || (incident.modified() != null && incident.modified().isAfter(link.theirModified));
  }

  private Uni<Boolean> say(Mutiny.Session session, AlertEvent alert, Instant now) {
    var trace = TraceParent.startingAt(alert.id());
    var cause = new Wishing.Cause(alert.id(), alert.at(), trace.value(), now);
    return Wishing.once(
        session, cause, () -> outbox.append(session, List.of(new Outgoing(alert, trace))));
  }

  private static Uni<Boolean> look(
      Mutiny.Session session, UUID id, LinkRow link, Instant at, Instant now) {
    var cause = new Wishing.Cause(id, at, TraceParent.startingAt(id).value(), now);
    return Wishing.once(
        session, cause, () -> Wishing.wish(session, cause, link.link(), new Wish.Look()));
  }

  /**
   * Looks at those that went on when we looked last, before {@code before}, and do not any more.
   *
   * @param live all that go on
   * @return how many there were
   */
  public Uni<Integer> gone(Turn turn, List<String> live, Instant before, Instant now) {
    return sessions
        .withTransaction(session ->
            session
                .createNativeQuery(GONE, LinkRow.class)
                .setParameter("id", turn.integrationId())
                .setParameter("before", before)
                .setParameter("uuids", new JsonArray(List.copyOf(live)).encode())
                .getResultList()
                .flatMap(links -> {
                  var work = new ArrayList<Uni<Boolean>>();
                  for (var link : links) {
                    var id = Ids.derive("datadog-gone", link.incidentId, now);
                    work.add(look(session, id, link, now, now));
                  }
                  return all(work);
                }))
        .invoke(waking::committed);
  }

  /** One after the other: a session does one thing at a time. */
  private static Uni<Integer> all(List<Uni<Boolean>> work) {
    return Uni.join()
        .all(work.isEmpty() ? List.of(Uni.createFrom().item(false)) : work)
        .usingConcurrencyOf(1)
        .andFailFast()
        .map(done -> (int) done.stream().filter(Boolean::booleanValue).count());
  }
}
