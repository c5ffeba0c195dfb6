package io.taskcall.sync.postgres;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Ids;
import io.taskcall.sync.domain.Link;
import io.taskcall.sync.domain.Wish;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes wishes down as calls to be made: the newest for a purpose, and no other. */
final class Wishing {
  private static final String HEAR =
      "insert into inbox (event_id, heard_at) values (:event, :now) on conflict do nothing";

  private static final String SUPERSEDE =
      """
      update calls set status = 'superseded', note = 'a newer wish took its place', ended_at = :now
      where incident_id = :incident and purpose = :purpose and part = :part
        and status in ('waiting', 'parked')
      """;

  private static final String WISH =
      """
      insert into calls (id, organization_id, incident_id, purpose, part, wish, cause, trace,
        wished_at, first_due, status, next_try_at)
      values (:id, :organization, :incident, :purpose, :part, :wish, :cause, :trace, :wishedAt,
        :now, 'waiting', :now)
      on conflict do nothing
      """;

  private static final String NEWEST_DOWNTIME =
      """
      select wish from calls where incident_id = :incident and purpose = 'downtime'
        and status <> 'discarded'
      order by number desc limit 1
      """;

  private Wishing() {}

  /** The downtime that was wished last for an incident, if there is an incident. */
  static Uni<Optional<Wish.Downtime>> newestDowntime(
      Mutiny.Session session, Optional<UUID> incidentId) {
    return incidentId
        .map(id ->
            session
                .createNativeQuery(NEWEST_DOWNTIME, String.class)
                .setParameter("incident", id)
                .getSingleResultOrNull()
                .map(wish ->
                    Optional.ofNullable(wish)
                        .map(word -> (Wish.Downtime) Wishes.read(Wishes.DOWNTIME, word))))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  /**
   * Why something is wished.
   *
   * @param id equal for the same cause met again
   * @param at when it happened, by the clock of whoever it happened to
   * @param trace the W3C trace that it belongs to
   * @param now when we learnt of it
   */
  record Cause(UUID id, Instant at, String trace, Instant now) {}

  /** Does {@code work} unless the cause was met before. */
  static Uni<Boolean> once(Mutiny.Session session, Cause cause, Supplier<Uni<Void>> work) {
    return session
        .createNativeQuery(HEAR)
        .setParameter("event", cause.id())
        .setParameter("now", cause.now())
        .executeUpdate()
        .flatMap(inserted ->
            inserted == 1 ? work.get().replaceWith(true) : Uni.createFrom().item(false));
  }

  /** One after the other: a session does one thing at a time. */
  static Uni<Void> wish(Mutiny.Session session, Cause cause, Link link, List<Wish> wishes) {
    return Multi.createFrom()
        .iterable(wishes)
        .onItem()
        .transformToUniAndConcatenate(wish -> wish(session, cause, link, wish))
        .collect()
        .last()
        .replaceWithVoid();
  }

  static Uni<Void> wish(Mutiny.Session session, Cause cause, Link link, Wish wish) {
    var purpose = Wishes.purpose(wish);
    return session
        .createNativeQuery(SUPERSEDE)
        .setParameter("now", cause.now())
        .setParameter("incident", link.incidentId())
        .setParameter("purpose", purpose)
        .setParameter("part", wish.part())
        .executeUpdate()
        .flatMap(_ ->
            session
                .createNativeQuery(WISH)
                .setParameter("id", Ids.derive("datadog-call", cause.id(), purpose))
                .setParameter("organization", link.organizationId())
                .setParameter("incident", link.incidentId())
                .setParameter("purpose", purpose)
                .setParameter("part", wish.part())
                .setParameter("wish", Wishes.word(wish))
                .setParameter("cause", cause.id())
                .setParameter("trace", cause.trace())
                .setParameter("wishedAt", cause.at())
                .setParameter("now", cause.now())
                .executeUpdate())
        .replaceWithVoid();
  }
}
