package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.domain.passkey.Credential;
import io.taskcall.auth.domain.passkey.Passkey;
import io.taskcall.auth.domain.passkey.Refusal;
import io.taskcall.contracts.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps people's passkeys. */
@ApplicationScoped
public class PostgresPasskeys {
  private final Mutiny.SessionFactory sessions;
  private final PostgresAudit audit;

  PostgresPasskeys(Mutiny.SessionFactory sessions, PostgresAudit audit) {
    this.sessions = sessions;
    this.audit = audit;
  }

  /**
   * A passkey, and whose it is.
   *
   * @param left whether they are no longer here
   */
  public record Owned(
      UUID id,
      String name,
      Credential credential,
      UUID memberId,
      UUID organizationId,
      String email,
      boolean left) {
    /** Its owner, at an address. */
    public Actor actor(String address) {
      return new Actor(organizationId, Optional.of(memberId), email, address);
    }
  }

  /** A person's, the oldest first. */
  public Uni<List<Passkey>> of(UUID member) {
    return sessions
        .withSession(session -> rows(session, member))
        .map(rows -> rows.stream().map(PasskeyRow::passkey).toList());
  }

  /** What the devices call a person's. */
  public Uni<List<byte[]>> credentialIds(UUID member) {
    return sessions
        .withSession(session -> rows(session, member))
        .map(rows -> rows.stream().map(row -> row.credentialId).toList());
  }

  /**
   * Adds one.
   *
   * @return nothing if somebody has it already, or the person has too many
   */
  public Uni<Optional<Passkey>> add(
      UUID member, String name, Credential credential, int most, Actor actor, Instant now) {
    var id = idOf(credential.id());
    return sessions.withTransaction(session ->
        SetupLock.alone(session)
            .chain(() -> rows(session, member))
            .flatMap(mine ->
                session
                    .find(PasskeyRow.class, id)
                    .flatMap(there ->
                        there != null || mine.size() >= most
                            ? Uni.createFrom().item(Optional.empty())
                            : persist(
                                session,
                                new PasskeyRow(id, member, name, credential, now),
                                actor,
                                now))));
  }

  /** The one that a device calls so. */
  public Uni<Optional<Owned>> find(byte[] credentialId) {
    return sessions.withSession(session ->
        session
            .find(PasskeyRow.class, idOf(credentialId))
            .flatMap(row ->
                row == null
                    ? Uni.createFrom().item(Optional.empty())
                    : session
                        .find(MemberRow.class, row.memberId)
                        .map(member -> Optional.of(owned(row, member)))));
  }

  /**
   * Writes down that one was used.
   *
   * @param counter what it has counted to
   * @return false if another use has come between, which counted as far or farther
   */
  public Uni<Boolean> used(Owned passkey, long counter, Actor actor, Instant now) {
    return sessions.withTransaction(session ->
        session
            .createMutationQuery(
                """
                update PasskeyRow set counter = ?2, lastUsedAt = ?3
                where id = ?1 and (counter < ?2 or (counter = 0 and ?2 = 0))
                """)
            .setParameter(1, passkey.id())
            .setParameter(2, counter)
            .setParameter(3, now)
            .executeUpdate()
            .flatMap(updated ->
                updated == 0
                    ? Uni.createFrom().item(false)
                    : audit
                        .append(
                            session,
                            actor.did(
                                "passkey_used",
                                Optional.of(passkey.id()),
                                Map.of("name", passkey.name()),
                                now))
                        .replaceWith(true)));
  }

  /**
   * Writes down that one was refused.
   *
   * @param id absent if it was going to be added
   */
  public Uni<Void> refused(Optional<UUID> id, String name, Refusal why, Actor actor, Instant now) {
    var details = Map.of("name", name, "reason", why.name().toLowerCase(Locale.ROOT));
    return audit.append(actor.did("passkey_refused", id, details, now));
  }

  /**
   * Removes one.
   *
   * @return false if the person has no such passkey
   */
  public Uni<Boolean> remove(UUID member, UUID id, Actor actor, Instant now) {
    return sessions.withTransaction(session ->
        session
            .createSelectionQuery(
                "from PasskeyRow where id = ?1 and memberId = ?2", PasskeyRow.class)
            .setParameter(1, id)
            .setParameter(2, member)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getSingleResultOrNull()
            .flatMap(row ->
                row == null
                    ? Uni.createFrom().item(false)
                    : session
                        .remove(row)
                        .chain(() ->
                            audit.append(
                                session,
                                actor.did(
                                    "passkey_removed",
                                    Optional.of(id),
                                    Map.of("name", row.name),
                                    now)))
                        .replaceWith(true)));
  }

  static Uni<Void> removeAllOf(Mutiny.Session session, UUID member) {
    return session
        .createMutationQuery("delete from PasskeyRow where memberId = ?1")
        .setParameter(1, member)
        .executeUpdate()
        .replaceWithVoid();
  }

  private Uni<Optional<Passkey>> persist(
      Mutiny.Session session, PasskeyRow row, Actor actor, Instant now) {
    return session
        .persist(row)
        .chain(() ->
            audit.append(
                session,
                actor.did("passkey_added", Optional.of(row.id), Map.of("name", row.name), now)))
        .replaceWith(Optional.of(row.passkey()));
  }

  private static Uni<List<PasskeyRow>> rows(Mutiny.Session session, UUID member) {
    return session
        .createSelectionQuery(
            "from PasskeyRow where memberId = ?1 order by createdAt, id", PasskeyRow.class)
        .setParameter(1, member)
        .getResultList();
  }

  private static Owned owned(PasskeyRow row, MemberRow member) {
    return new Owned(
        row.id,
        row.name,
        row.credential(),
        member.id,
        member.organizationId,
        member.email,
        member.removed);
  }

  private static UUID idOf(byte[] credentialId) {
    return Ids.derive("passkey", Base64.getUrlEncoder().encodeToString(credentialId));
  }
}
