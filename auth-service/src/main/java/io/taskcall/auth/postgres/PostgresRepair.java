package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Repair;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.Event;
import io.taskcall.outbox.Outbox;
import io.taskcall.outbox.OutboxEntry;
import io.taskcall.outbox.Outgoing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Says again what the topics should say and do not. */
@ApplicationScoped
public class PostgresRepair {
  private final Mutiny.SessionFactory sessions;
  private final Outbox outbox;

  PostgresRepair(Mutiny.SessionFactory sessions, Outbox outbox) {
    this.sessions = sessions;
    this.outbox = outbox;
  }

  /** Whether everything that was decided has been said. */
  public Uni<Boolean> settled() {
    return sessions.withSession(session ->
        session
            .createSelectionQuery("from OutboxEntry", OutboxEntry.class)
            .setMaxResults(1)
            .getResultList()
            .map(List::isEmpty));
  }

  /**
   * Says what is missing, and returns it.
   *
   * @param said the id of the last event on the topics, by key
   */
  public Uni<List<Event>> repair(Map<String, UUID> said) {
    return sessions
        .withTransaction(session ->
            SetupLock.take(session)
                .flatMap(_ -> truths(session))
                .map(truths -> Repair.unsaid(truths, said))
                .call(unsaid -> outbox.append(session, unsaid.stream().map(this::alone).toList())))
        .invoke(outbox::nudge);
  }

  private static Uni<List<Event>> truths(Mutiny.Session session) {
    return session
        .createSelectionQuery("select id from OrganizationRow", UUID.class)
        .getResultList()
        .flatMap(organizations ->
            Multi.createFrom()
                .iterable(organizations)
                .onItem()
                .transformToUniAndConcatenate(id -> DirectoryRows.load(session, id))
                .collect()
                .asList())
        .map(all -> all.stream().flatMap(DirectoryRows::truths).toList());
  }

  private Outgoing alone(Event event) {
    return new Outgoing(event, TraceParent.startingAt(event.id()));
  }
}
