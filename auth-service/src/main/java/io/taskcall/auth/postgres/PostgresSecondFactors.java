package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.audit.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps people's second factors: the secret of their app sealed, of recovery codes the hashes. */
@ApplicationScoped
public class PostgresSecondFactors {
  private final Mutiny.SessionFactory sessions;
  private final PostgresAudit audit;

  PostgresSecondFactors(Mutiny.SessionFactory sessions, PostgresAudit audit) {
    this.sessions = sessions;
    this.audit = audit;
  }

  /**
   * A second factor.
   *
   * @param confirmed false while the person has not shown a code yet; then it is not asked for
   * @param usedStep codes up to this step are worth nothing any more
   */
  @SuppressWarnings("ArrayRecordComponent") // opaque bytes, never compared
  public record Kept(byte[] sealed, boolean confirmed, long usedStep) {}

  /** A person's, if they have one or are about to. */
  public Uni<Optional<Kept>> of(UUID member) {
    return sessions
        .withSession(session -> session.find(SecondFactorRow.class, member))
        .map(row -> Optional.ofNullable(row).map(SecondFactorRow::kept));
  }

  /**
   * Keeps a new one that is not confirmed yet.
   *
   * @return false if there is a confirmed one, which stays
   */
  public Uni<Boolean> begin(UUID member, byte[] sealed, Instant now) {
    return sessions.withTransaction(session ->
        session
            .find(SecondFactorRow.class, member)
            .flatMap(row -> {
              if (row == null) {
                return session.persist(new SecondFactorRow(member, sealed, now)).replaceWith(true);
              }
              if (!row.confirmed) {
                row.sealed = sealed.clone();
                row.changedAt = now;
              }
              return Uni.createFrom().item(!row.confirmed);
            }));
  }

  /**
   * Confirms it by the code of a step, with the first recovery codes.
   *
   * @return false if somebody did meanwhile
   */
  public Uni<Boolean> confirm(
      UUID member, long step, Set<String> codeHashes, Actor actor, Instant now) {
    return sessions.withTransaction(session ->
        session
            .createMutationQuery(
                """
                update SecondFactorRow set confirmed = true, usedStep = ?2, changedAt = ?3
                where memberId = ?1 and not confirmed
                """)
            .setParameter(1, member)
            .setParameter(2, step)
            .setParameter(3, now)
            .executeUpdate()
            .flatMap(confirmed ->
                confirmed == 0
                    ? Uni.createFrom().item(false)
                    : codes(session, member, codeHashes)
                        .chain(() ->
                            audit.append(session, actor.did("second_factor_added", member, now)))
                        .replaceWith(true)));
  }

  /** Uses the code of a step up; false if it was used up before. */
  public Uni<Boolean> useStep(UUID member, long step) {
    return sessions.withTransaction(session ->
        session
            .createMutationQuery(
                "update SecondFactorRow set usedStep = ?2 where memberId = ?1 and usedStep < ?2")
            .setParameter(1, member)
            .setParameter(2, step)
            .executeUpdate()
            .map(used -> used == 1));
  }

  /** Uses a recovery code up; false if there is none of this hash. */
  public Uni<Boolean> useRecoveryCode(UUID member, String sha256, Actor actor, Instant now) {
    return sessions.withTransaction(session ->
        session
            .createNativeQuery("delete from recovery_code where member_id = ?1 and sha256 = ?2")
            .setParameter(1, member)
            .setParameter(2, sha256)
            .executeUpdate()
            .flatMap(used ->
                used == 0
                    ? Uni.createFrom().item(false)
                    : audit
                        .append(session, actor.did("recovery_code_used", member, now))
                        .replaceWith(true)));
  }

  /** Puts new recovery codes in place of those that were left. */
  public Uni<Void> renewCodes(UUID member, Set<String> hashes, Actor actor, Instant now) {
    return sessions.withTransaction(session ->
        codes(session, member, hashes)
            .chain(() -> audit.append(session, actor.did("recovery_codes_made", member, now))));
  }

  /** How many recovery codes are left. */
  public Uni<Long> codesLeft(UUID member) {
    return sessions.withSession(session ->
        session
            .createNativeQuery(
                "select count(*) from recovery_code where member_id = ?1", Long.class)
            .setParameter(1, member)
            .getSingleResult());
  }

  /** Removes it with its codes; false if there was none. */
  public Uni<Boolean> remove(UUID member, Actor actor, Instant now) {
    return sessions.withTransaction(session ->
        session
            .createMutationQuery("delete from SecondFactorRow where memberId = ?1")
            .setParameter(1, member)
            .executeUpdate()
            .flatMap(removed ->
                removed == 0
                    ? Uni.createFrom().item(false)
                    : codes(session, member, List.of())
                        .chain(() ->
                            audit.append(
                                session,
                                actor.did(
                                    "second_factor_removed", Optional.of(member), Map.of(), now)))
                        .replaceWith(true)));
  }

  private static Uni<Void> codes(Mutiny.Session session, UUID member, Iterable<String> hashes) {
    return session
        .createNativeQuery("delete from recovery_code where member_id = ?1")
        .setParameter(1, member)
        .executeUpdate()
        .chain(() ->
            Multi.createFrom()
                .iterable(hashes)
                .onItem()
                .transformToUniAndConcatenate(hash ->
                    session
                        .createNativeQuery(
                            "insert into recovery_code (member_id, sha256) values (?1, ?2)")
                        .setParameter(1, member)
                        .setParameter(2, hash)
                        .executeUpdate())
                .collect()
                .asList())
        .replaceWithVoid();
  }
}
