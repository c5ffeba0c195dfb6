package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.audit.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Knows who can sign in. */
@ApplicationScoped
public class PostgresAccounts {
  /** One address may be in a few organizations; more than that is somebody playing. */
  private static final int ORGANIZATIONS_MAX = 5;

  private final Mutiny.SessionFactory sessions;
  private final PostgresAudit audit;

  PostgresAccounts(Mutiny.SessionFactory sessions, PostgresAudit audit) {
    this.sessions = sessions;
    this.audit = audit;
  }

  /** Somebody who can sign in with a password of this hash. */
  public record Account(UUID memberId, UUID organizationId, String email, String passwordHash) {}

  /** Who can sign in with this e-mail address; in each organization with a password of its own. */
  public Uni<List<Account>> withEmail(String email) {
    return sessions.withSession(session ->
        session
            .createSelectionQuery(
                """
                select m.id, m.organizationId, m.email, p.hash
                from MemberRow m join PasswordRow p on p.memberId = m.id
                where lower(m.email) = ?1 and not m.removed order by m.id
                """,
                Account.class)
            .setParameter(1, email.strip().toLowerCase(Locale.ROOT))
            .setMaxResults(ORGANIZATIONS_MAX)
            .getResultList());
  }

  /** The account of a person, if they can sign in. */
  public Uni<Optional<Account>> of(UUID member) {
    return sessions
        .withSession(session ->
            session
                .createSelectionQuery(
                    """
                    select m.id, m.organizationId, m.email, p.hash
                    from MemberRow m join PasswordRow p on p.memberId = m.id
                    where m.id = ?1 and not m.removed
                    """,
                    Account.class)
                .setParameter(1, member)
                .getSingleResultOrNull())
        .map(Optional::ofNullable);
  }

  /** The hash of the password that the setup brought last, if it brought one. */
  public Uni<Optional<String>> planted(UUID member) {
    return sessions
        .withSession(session -> session.find(PasswordRow.class, member))
        .map(row -> Optional.ofNullable(row == null ? null : row.planted));
  }

  /** Keeps the password that the setup brings, in place of whatever there was. */
  public Uni<Void> plant(UUID member, String hash, Instant now) {
    return set(member, hash, hash, Actor::ourselves, now);
  }

  /** Keeps the password that a person has chosen, and ends their sessions. */
  public Uni<Void> choose(UUID member, String hash, Actor actor, Instant now) {
    return set(member, hash, null, _ -> actor, now);
  }

  private Uni<Void> set(
      UUID member,
      String hash,
      @Nullable String planted,
      Function<UUID, Actor> actor,
      Instant now) {
    return sessions.withTransaction(session ->
        session
            .find(MemberRow.class, member)
            .flatMap(row ->
                session
                    .find(PasswordRow.class, member)
                    .flatMap(before -> keep(session, member, hash, planted, before, now))
                    .chain(() -> PostgresSessions.endAllOf(session, member))
                    .chain(() ->
                        audit.append(
                            session,
                            actor
                                .apply(row.organizationId)
                                .did("password_set", Optional.of(member), Map.of(), now)))));
  }

  private static Uni<Void> keep(
      Mutiny.Session session,
      UUID member,
      String hash,
      @Nullable String planted,
      @Nullable PasswordRow before,
      Instant now) {
    if (before == null) {
      return session.persist(new PasswordRow(member, hash, planted, now));
    }
    before.hash = hash;
    before.planted = planted == null ? before.planted : planted;
    before.changedAt = now;
    return Uni.createFrom().voidItem();
  }
}
