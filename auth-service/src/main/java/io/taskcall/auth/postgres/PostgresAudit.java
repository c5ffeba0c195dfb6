package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.audit.AuditEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps the audit log, which the database lets nobody change. */
@ApplicationScoped
public class PostgresAudit {
  private final Mutiny.SessionFactory sessions;

  PostgresAudit(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /**
   * An entry with its place.
   *
   * @param number grows with time
   */
  public record Numbered(long number, AuditEntry entry) {}

  /** Writes an entry of its own. */
  public Uni<Void> append(AuditEntry entry) {
    return sessions.withTransaction(session -> append(session, entry));
  }

  /** The entries of an organization before a place, the latest first. */
  public Uni<List<Numbered>> before(UUID organization, long number, int max) {
    return sessions
        .withSession(session ->
            session
                .createSelectionQuery(
                    "from AuditRow where organizationId = ?1 and id < ?2 order by id desc",
                    AuditRow.class)
                .setParameter(1, organization)
                .setParameter(2, number)
                .setMaxResults(max)
                .getResultList())
        .map(rows -> rows.stream().map(AuditRow::numbered).toList());
  }

  Uni<Void> append(Mutiny.Session session, AuditEntry entry) {
    return session.persist(new AuditRow(entry));
  }
}
