package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.domain.people.Link;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps the links by which people set a password. */
@ApplicationScoped
public class PostgresLinks {
  private final Mutiny.SessionFactory sessions;
  private final PostgresAudit audit;

  PostgresLinks(Mutiny.SessionFactory sessions, PostgresAudit audit) {
    this.sessions = sessions;
    this.audit = audit;
  }

  /** Keeps a new one. */
  public Uni<Void> add(Link link, String sha256, Actor actor) {
    var what = link.isInvitation() ? "person_invited" : "password_link_sent";
    return sessions.withTransaction(session ->
        session
            .persist(new LinkRow(link, sha256))
            .chain(() ->
                audit.append(
                    session,
                    actor.did(
                        what,
                        Optional.of(link.id()),
                        Map.of("email", link.email()),
                        link.createdAt()))));
  }

  /** The one with this hash, if it still opens. */
  public Uni<Optional<Link>> open(String sha256, Instant now) {
    return sessions
        .withSession(session ->
            session
                .createSelectionQuery("from LinkRow where sha256 = ?1", LinkRow.class)
                .setParameter(1, sha256)
                .getResultList())
        .map(rows -> rows.stream().map(LinkRow::link).filter(link -> link.opens(now)).findFirst());
  }

  /**
   * Uses it up.
   *
   * @return whether nobody else did meanwhile
   */
  public Uni<Boolean> use(UUID id) {
    return sessions.withTransaction(session ->
        session
            .createMutationQuery("update LinkRow set used = true where id = ?1 and not used")
            .setParameter(1, id)
            .executeUpdate()
            .map(used -> used == 1));
  }

  /** The invitations that are open, the newest first. */
  public Uni<List<Link>> invitations(UUID organization, Instant now) {
    return sessions
        .withSession(session ->
            session
                .createSelectionQuery(
                    """
                    from LinkRow where organizationId = ?1 and memberId is null and not used
                    order by createdAt desc
                    """,
                    LinkRow.class)
                .setParameter(1, organization)
                .getResultList())
        .map(rows -> rows.stream().map(LinkRow::link).filter(link -> link.opens(now)).toList());
  }

  /**
   * Takes an invitation back.
   *
   * @return whether there was such a one
   */
  public Uni<Boolean> withdraw(UUID id, Actor actor, Instant now) {
    return sessions.withTransaction(session ->
        session
            .createMutationQuery(
                """
                update LinkRow set used = true
                where id = ?1 and organizationId = ?2 and memberId is null and not used
                """)
            .setParameter(1, id)
            .setParameter(2, actor.organizationId())
            .executeUpdate()
            .flatMap(used ->
                used == 0
                    ? Uni.createFrom().item(false)
                    : audit
                        .append(session, actor.did("invitation_withdrawn", id, now))
                        .replaceWith(true)));
  }

  /** Forgets those that are over. */
  public Uni<Integer> forgetBefore(Instant then) {
    return sessions.withTransaction(session ->
        session
            .createMutationQuery("delete from LinkRow where expiresAt < ?1")
            .setParameter(1, then)
            .executeUpdate());
  }
}
