package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Directory;
import io.taskcall.contracts.ServiceEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads who and what there is. */
@ApplicationScoped
public class PostgresDirectory {
  private final Mutiny.SessionFactory sessions;

  PostgresDirectory(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /** The organization of whoever holds the API key with this hash, if it is good now. */
  public Uni<Optional<UUID>> organizationOf(String apiKeySha256, Instant now) {
    return sessions
        .withSession(session ->
            session
                .createSelectionQuery(
                    """
                    select m.organizationId from ApiKeyRow k, MemberRow m
                    where k.sha256 = ?1 and m.id = k.memberId and not m.removed
                      and (k.expiresAt is null or k.expiresAt > ?2)
                    """,
                    UUID.class)
                .setParameter(1, apiKeySha256)
                .setParameter(2, now)
                .getResultList())
        .map(found -> found.stream().findFirst());
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
