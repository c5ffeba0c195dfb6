package io.taskcall.sync.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.DatadogChange;
import io.taskcall.contracts.Event;
import io.taskcall.outbox.Outbox;
import io.taskcall.outbox.Outgoing;
import io.taskcall.sync.domain.Link;
import io.taskcall.sync.domain.Mirror.Followed;
import io.taskcall.sync.domain.Wish;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Remembers what events ask for: each event once, all that it asks for in one transaction. */
@ApplicationScoped
public class Memory {
  private static final String NEWEST_LINK =
      "select "
          + LinkRow.COLUMNS
          + """
           from links where integration_id = :integration and datadog_uuid = :uuid
          order by opened_at desc limit 1 for update
          """;

  /** The incident that goes on has the link; the one before has nothing more to say. */
  private static final String CLOSE_OTHERS =
      """
      update links set closed = true, live = false where integration_id = :integration and datadog_uuid = :uuid
        and incident_id <> :incident and opened_at <= :opened
      """;

  private final Mutiny.SessionFactory sessions;
  private final Outbox outbox;
  private final Waking waking;

  Memory(Mutiny.SessionFactory sessions, Outbox outbox, Waking waking) {
    this.sessions = sessions;
    this.outbox = outbox;
    this.waking = waking;
  }

  /**
   * An event that has arrived.
   *
   * @param trace the W3C trace it belongs to
   */
  public record Heard(Event event, String trace, Instant now) {
    private Wishing.Cause cause() {
      return new Wishing.Cause(event.id(), event.at(), trace, now);
    }
  }

  /** Applies a rule to an incident's link and remembers what it says. */
  public Uni<Void> follow(
      Heard heard, UUID incidentId, Function<Optional<Link>, Optional<Followed>> rule) {
    return once(
        heard,
        session ->
            session
                .find(LinkRow.class, incidentId, LockModeType.PESSIMISTIC_WRITE)
                .flatMap(row -> keep(session, heard, Optional.ofNullable(row), rule)));
  }

  private Uni<Void> once(Heard heard, Function<Mutiny.Session, Uni<Void>> work) {
    return sessions
        .withTransaction(session -> Wishing.once(session, heard.cause(), () -> work.apply(session)))
        .replaceWithVoid()
        .invoke(waking::committed);
  }

  private Uni<Void> keep(
      Mutiny.Session session,
      Heard heard,
      Optional<LinkRow> known,
      Function<Optional<Link>, Optional<Followed>> rule) {
    var followed = rule.apply(known.map(LinkRow::link));
    if (followed.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return needed(session, heard, known, followed.get().wishes())
        .flatMap(wishes -> keep(session, heard, known, followed.get(), wishes));
  }

  /** Of what is wished, what was not wished before; only downtimes are wished again and again. */
  private static Uni<List<Wish>> needed(
      Mutiny.Session session, Heard heard, Optional<LinkRow> known, List<Wish> wishes) {
    var downtime =
        wishes.stream()
            .filter(Wish.Downtime.class::isInstance)
            .map(Wish.Downtime.class::cast)
            .findFirst();
    if (downtime.isEmpty()) {
      return Uni.createFrom().item(wishes);
    }
    return Wishing.newestDowntime(session, known.map(row -> row.incidentId))
        .map(before ->
            downtime.get().isNewsAfter(before, heard.event().at())
                ? wishes
                : wishes.stream().filter(wish -> !(wish instanceof Wish.Downtime)).toList());
  }

  private Uni<Void> keep(
      Mutiny.Session session,
      Heard heard,
      Optional<LinkRow> known,
      Followed followed,
      List<Wish> wishes) {
    var link = followed.link();
    known.ifPresent(row -> row.take(link));
    boolean needless = link.mirrorsNone() && wishes.isEmpty();
    var kept =
        known.isPresent() || needless
            ? Uni.createFrom().voidItem()
            : session
                .persist(new LinkRow(link))
                .chain(session::flush)
                .chain(() -> closeOthers(session, link));
    return kept.chain(() -> Wishing.wish(session, heard.cause(), link, wishes))
        .chain(() -> outbox.append(session, news(heard, followed.changes())));
  }

  private static List<Outgoing> news(Heard heard, List<DatadogChange> changes) {
    var trace =
        TraceParent.of(heard.trace()).orElseGet(() -> TraceParent.startingAt(heard.event().id()));
    return changes.stream().map(change -> new Outgoing(change, trace.then(change.id()))).toList();
  }

  private static Uni<Void> closeOthers(Mutiny.Session session, Link link) {
    return link.isThere()
        ? session
            .createNativeQuery(CLOSE_OTHERS)
            .setParameter("integration", link.integrationId())
            .setParameter("uuid", link.datadogUuid())
            .setParameter("incident", link.incidentId())
            .setParameter("opened", link.openedAt())
            .executeUpdate()
            .replaceWithVoid()
        : Uni.createFrom().voidItem();
  }

  /** Remembers to look at the Datadog incident {@code uuid}, if one of ours mirrors it. */
  public Uni<Void> look(Heard heard, UUID integrationId, String uuid) {
    return once(
        heard,
        session ->
            session
                .createNativeQuery(NEWEST_LINK, LinkRow.class)
                .setParameter("integration", integrationId)
                .setParameter("uuid", uuid)
                .getSingleResultOrNull()
                .flatMap(row ->
                    row == null
                        ? Uni.createFrom().voidItem()
                        : Wishing.wish(session, heard.cause(), row.link(), new Wish.Look())));
  }
}
