package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Directory;
import io.taskcall.auth.domain.access.Caller;
import io.taskcall.contracts.ServiceEvent;
import io.taskcall.rights.Right;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads who and what there is. */
@ApplicationScoped
public class PostgresDirectory {
  /** How exactly we know when an API key was last used. */
  private static final Duration USED_EVERY = Duration.ofMinutes(1);

  private final Mutiny.SessionFactory sessions;

  PostgresDirectory(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /** Whoever holds the API key with this hash, if it is good now. */
  public Uni<Optional<Caller>> callerOf(String apiKeySha256, Instant now) {
    return sessions.withTransaction(session ->
        session
            .createSelectionQuery(
                """
                select k from ApiKeyRow k
                where k.sha256 = ?1 and (k.expiresAt is null or k.expiresAt > ?2)
                """,
                ApiKeyRow.class)
            .setParameter(1, apiKeySha256)
            .setParameter(2, now)
            .getResultList()
            .flatMap(keys ->
                keys.isEmpty()
                    ? Uni.createFrom().item(Optional.empty())
                    : callerOf(session, keys.getFirst(), now)));
  }

  private static Uni<Optional<Caller>> callerOf(
      Mutiny.Session session, ApiKeyRow key, Instant now) {
    return session
        .find(MemberRow.class, key.memberId)
        .map(member -> {
          if (member.removed) {
            return Optional.empty();
          }
          var used = key.lastUsedAt;
          if (used == null || used.plus(USED_EVERY).isBefore(now)) {
            key.lastUsedAt = now;
          }
          return Optional.of(
              member.caller(Optional.empty(), Right.of(member.role, key.apiKey().scopes())));
        });
  }

  /** Who and what belongs to an organization now. */
  public Uni<Directory> of(UUID organization) {
    return sessions
        .withSession(session -> DirectoryRows.load(session, organization))
        .map(DirectoryRows::directory);
  }

  /** What an organization's services are called, as far as we have been told. */
  public Uni<Map<UUID, String>> serviceNames(UUID organization) {
    return sessions
        .withSession(session ->
            session
                .createSelectionQuery("from ServiceRow where organizationId = ?1", ServiceRow.class)
                .setParameter(1, organization)
                .getResultList())
        .map(rows -> rows.stream().collect(Collectors.toMap(row -> row.id, row -> row.name)));
  }

  /** Remembers what a service is called, or forgets it. */
  public Uni<Void> remember(ServiceEvent event) {
    return sessions.withTransaction(session ->
        switch (event) {
          case ServiceEvent.Saved saved -> session.merge(new ServiceRow(saved)).replaceWithVoid();
          case ServiceEvent.Removed removed ->
              session
                  .createMutationQuery("delete from ServiceRow where id = ?1")
                  .setParameter(1, removed.serviceId())
                  .executeUpdate()
                  .replaceWithVoid();
        });
  }
}
