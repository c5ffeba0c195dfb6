package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.access.ApiKey;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.domain.audit.AuditEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Keeps people's API keys, and tells the other services of each change. */
@ApplicationScoped
public class PostgresApiKeys {
  private final Mutiny.SessionFactory sessions;
  private final MemberNews news;
  private final PostgresAudit audit;

  PostgresApiKeys(Mutiny.SessionFactory sessions, MemberNews news, PostgresAudit audit) {
    this.sessions = sessions;
    this.news = news;
    this.audit = audit;
  }

  /** An API key, and how it is used. */
  public record Used(ApiKey key, @Nullable Instant createdAt, @Nullable Instant lastUsedAt) {}

  /** A person's, by name. */
  public Uni<List<Used>> of(UUID member) {
    return sessions
        .withSession(session -> rows(session, member))
        .map(rows ->
            rows.stream()
                .map(row -> new Used(row.apiKey(), row.createdAt, row.lastUsedAt))
                .toList());
  }

  /**
   * Adds one.
   *
   * @return false if the person has one of this name already, or too many
   */
  public Uni<Boolean> add(UUID member, ApiKey key, int most, Actor actor, Instant now) {
    return changing(
        member,
        session ->
            rows(session, member)
                .flatMap(rows ->
                    rows.size() >= most
                            || rows.stream().anyMatch(row -> row.name.equals(key.name()))
                        ? Uni.createFrom().item(false)
                        : session.persist(new ApiKeyRow(member, key, now)).replaceWith(true)),
        actor.did(
            "api_key_created",
            Optional.of(key.id()),
            Map.of("name", key.name(), "of", member.toString()),
            now),
        now);
  }

  /**
   * Takes one back.
   *
   * @return false if the person has no such key
   */
  public Uni<Boolean> remove(UUID member, UUID id, Actor actor, Instant now) {
    return changing(
        member,
        session ->
            session
                .createMutationQuery("delete from ApiKeyRow where id = ?1 and memberId = ?2")
                .setParameter(1, id)
                .setParameter(2, member)
                .executeUpdate()
                .map(deleted -> deleted > 0),
        actor.did("api_key_removed", id, now),
        now);
  }

  private Uni<Boolean> changing(
      UUID member, Function<Mutiny.Session, Uni<Boolean>> change, AuditEntry entry, Instant now) {
    return sessions
        .withTransaction(session ->
            SetupLock.alone(session)
                .chain(() -> change.apply(session))
                .call(changed ->
                    changed
                        ? audit.append(session, entry).chain(() -> say(session, member, now))
                        : Uni.createFrom().voidItem()))
        .invoke(news::nudge);
  }

  private Uni<Void> say(Mutiny.Session session, UUID member, Instant now) {
    return session
        .find(MemberRow.class, member)
        .invoke(row -> row.changed(now))
        .flatMap(row -> news.say(session, row));
  }

  private static Uni<List<ApiKeyRow>> rows(Mutiny.Session session, UUID member) {
    return session
        .createSelectionQuery("from ApiKeyRow where memberId = ?1 order by name", ApiKeyRow.class)
        .setParameter(1, member)
        .getResultList();
  }
}
