package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.DeadLetter;
import io.taskcall.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps what could not be understood until it is on the topic for that. */
@ApplicationScoped
public class PostgresDeadLetters {
  private final Mutiny.SessionFactory sessions;
  private final Outbox outbox;

  PostgresDeadLetters(Mutiny.SessionFactory sessions, Outbox outbox) {
    this.sessions = sessions;
    this.outbox = outbox;
  }

  /** Keeps a letter; the record it is about may be committed then. */
  public Uni<Void> keep(DeadLetter letter, TraceParent trace) {
    return sessions
        .withTransaction(session -> outbox.append(session, letter, trace))
        .invoke(outbox::nudge);
  }
}
