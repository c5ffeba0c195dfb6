package io.taskcall.sync.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Event;
import io.taskcall.contracts.Ids;
import io.taskcall.sync.domain.Link;
import io.taskcall.sync.domain.Mirror.Followed;
import io.taskcall.sync.domain.Wish;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** Remembers what events ask for: each event once, all that it asks for in one transaction. */
@ApplicationScoped
public class Memory {
  private static final String HEAR =
      "insert into inbox (event_id, heard_at) values (:event, :now) on conflict do nothing";
  private static final String NEWEST_LINK =
      """
      select * from links where integration_id = :integration and datadog_uuid = :uuid
      order by opened_at desc limit 1 for update
      """;
  private static final String SUPERSEDE =
      """
      update calls set status = 'superseded', note = 'a newer wish took its place', ended_at = :now
      where incident_id = :incident and purpose = :purpose and status = 'waiting'
      """;
  private static final String WISH =
      """
      insert into calls (id, organization_id, incident_id, purpose, wish, cause, trace, wished_at,
        first_due, status, next_try_at)
      values (:id, :organization, :incident, :purpose, :wish, :cause, :trace, :wishedAt,
        :now, 'waiting', :now)
      on conflict do nothing
      """;

  private final Mutiny.SessionFactory sessions;

  Memory(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /**
   * An event that has arrived.
   *
   * @param trace the W3C trace it belongs to
   */
  public record Heard(Event event, String trace, Instant now) {}

  /** Applies a rule to an incident's link and remembers what it says. */
  public Uni<Void> follow(
      Heard heard, UUID incidentId, Function<Optional<Link>, Optional<Followed>> rule) {
    return sessions.withTransaction(session ->
        once(
            session,
            heard,
            () ->
                session
                    .find(LinkRow.class, incidentId, LockModeType.PESSIMISTIC_WRITE)
                    .flatMap(row -> keep(session, heard, Optional.ofNullable(row), rule))));
  }

  private static Uni<Void> keep(
      Mutiny.Session session,
      Heard heard,
      Optional<LinkRow> known,
      Function<Optional<Link>, Optional<Followed>> rule) {
    var followed = rule.apply(known.map(LinkRow::link));
    if (followed.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var link = followed.get().link();
    known.ifPresent(row -> row.take(link));
    var kept =
        known.isPresent()
            ? Uni.createFrom().voidItem()
            : session.persist(new LinkRow(link)).chain(session::flush);
    return kept.chain(() ->
        followed
            .get()
            .wish()
            .map(wish -> wish(session, heard, link, wish))
            .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  /** Remembers to look at the Datadog incident {@code uuid}, if one of ours mirrors it. */
  public Uni<Void> look(Heard heard, UUID integrationId, String uuid) {
    return sessions.withTransaction(session ->
        once(
            session,
            heard,
            () ->
                session
                    .createNativeQuery(NEWEST_LINK, LinkRow.class)
                    .setParameter("integration", integrationId)
                    .setParameter("uuid", uuid)
                    .getSingleResultOrNull()
                    .flatMap(row ->
                        row == null
                            ? Uni.createFrom().voidItem()
                            : wish(session, heard, row.link(), new Wish.Look()))));
  }

  private static Uni<Void> once(Mutiny.Session session, Heard heard, Supplier<Uni<Void>> work) {
    return session
        .createNativeQuery(HEAR)
        .setParameter("event", heard.event().id())
        .setParameter("now", heard.now())
        .executeUpdate()
        .flatMap(inserted -> inserted == 1 ? work.get() : Uni.createFrom().voidItem());
  }

  private static Uni<Void> wish(Mutiny.Session session, Heard heard, Link link, Wish wish) {
    var purpose = Wishes.purpose(wish);
    var insert =
        session
            .createNativeQuery(WISH)
            .setParameter("id", Ids.derive("datadog-call", heard.event().id(), purpose))
            .setParameter("organization", link.organizationId())
            .setParameter("incident", link.incidentId())
            .setParameter("purpose", purpose)
            .setParameter("wish", Wishes.word(wish))
            .setParameter("cause", heard.event().id())
            .setParameter("trace", heard.trace())
            .setParameter("wishedAt", heard.event().at())
            .setParameter("now", heard.now());
    return session
        .createNativeQuery(SUPERSEDE)
        .setParameter("now", heard.now())
        .setParameter("incident", link.incidentId())
        .setParameter("purpose", purpose)
        .executeUpdate()
        .flatMap(superseded -> insert.executeUpdate())
        .replaceWithVoid();
  }
}
