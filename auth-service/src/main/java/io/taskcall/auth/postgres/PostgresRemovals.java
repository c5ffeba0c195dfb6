package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Removal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Knows how far integrations have come that people removed. */
@ApplicationScoped
public class PostgresRemovals {
  private final Mutiny.SessionFactory sessions;

  PostgresRemovals(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /** How far the end of one has come that was removed; empty if there is no such one. */
  public Uni<Optional<Removal>> removal(UUID id, UUID organization) {
    return removals(organization)
        .map(all -> all.stream().filter(one -> one.integration().id().equals(id)).findFirst());
  }

  /** Those that people have removed, and how far that has come. */
  public Uni<List<Removal>> removals(UUID organization) {
    return sessions.withSession(session ->
        session
            .createSelectionQuery(
                "from IntegrationRow where organizationId = ?1 and removed and uninstalled",
                IntegrationRow.class)
            .setParameter(1, organization)
            .getResultList()
            .flatMap(rows ->
                session
                    .createSelectionQuery(
                        "from RevocationRow where organizationId = ?1", RevocationRow.class)
                    .setParameter(1, organization)
                    .getResultList()
                    .map(revocations ->
                        rows.stream().map(row -> removal(row, revocations)).toList())));
  }

  private static Removal removal(IntegrationRow row, List<RevocationRow> revocations) {
    var integration = row.integration(List.of());
    return revocations.stream()
        .filter(revocation -> row.id.equals(revocation.integrationId))
        .findFirst()
        .map(revocation ->
            new Removal(
                integration,
                revocation.doneAt == null ? Removal.Revocation.PENDING : Removal.Revocation.DONE,
                revocation.webhook != null,
                Optional.ofNullable(revocation.problem)))
        .orElseGet(
            () -> new Removal(integration, Removal.Revocation.NOT_NEEDED, false, Optional.empty()));
  }
}
