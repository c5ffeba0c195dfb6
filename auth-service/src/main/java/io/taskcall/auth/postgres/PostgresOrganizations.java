package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Organization;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.domain.people.Link;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps organizations that people found themselves. */
@ApplicationScoped
public class PostgresOrganizations {
  private final Mutiny.SessionFactory sessions;
  private final PostgresAudit audit;

  PostgresOrganizations(Mutiny.SessionFactory sessions, PostgresAudit audit) {
    this.sessions = sessions;
    this.audit = audit;
  }

  /** Keeps a new one, to which nobody belongs until its owner follows the link. */
  public Uni<Void> found(Organization organization, Link owner, String sha256, Actor actor) {
    return sessions.withTransaction(session ->
        session
            .persist(new OrganizationRow(organization))
            .chain(session::flush)
            .chain(() -> session.persist(new LinkRow(owner, sha256)))
            .chain(() ->
                audit.append(
                    session,
                    actor.did(
                        "organization_registered",
                        Optional.of(organization.id()),
                        Map.of("name", organization.name()),
                        owner.createdAt()))));
  }
}
