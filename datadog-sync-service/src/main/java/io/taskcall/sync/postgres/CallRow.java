package io.taskcall.sync.postgres;

import io.taskcall.sync.domain.Call;
import io.taskcall.sync.domain.Fate;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A call to Datadog as it is kept. */
@Entity
@Table(name = "calls")
class CallRow {
  /** For queries in SQL: a newer version may have added columns, which {@code *} would choke on. */
  static final String COLUMNS =
      """
      c.id, c.number, c.organization_id, c.incident_id, c.purpose, c.part, c.wish, c.cause, c.trace,
      c.wished_at, c.first_due, c.status, c.attempts, c.next_try_at, c.note, c.ended_at
      """;

  static final String WAITING = "waiting";
  static final String CALLING = "calling";
  static final String DONE = "done";
  static final String SUPERSEDED = "superseded";
  static final String PARKED = "parked";
  static final String DISCARDED = "discarded";

  @Id UUID id;

  @Column(insertable = false, updatable = false)
  long number;

  @Column(name = "organization_id")
  UUID organizationId;

  @Column(name = "incident_id")
  UUID incidentId;

  String purpose;

  /** Which one of several for the same purpose. */
  String part;

  @Nullable String wish;

  UUID cause;

  String trace;

  @Column(name = "wished_at")
  Instant wishedAt;

  @Column(name = "first_due")
  Instant firstDue;

  String status;

  int attempts;

  @Column(name = "next_try_at")
  Instant nextTryAt;

  @Nullable String note;

  @Column(name = "ended_at")
  @Nullable Instant endedAt;

  @SuppressWarnings("NullAway.Init") // Hibernate fills it
  protected CallRow() {}

  Call call(LinkRow link) {
    return new Call(
        id, link.link(), Wishes.read(purpose, wish), wishedAt, firstDue, attempts, trace);
  }

  void take(Fate fate, Instant now) {
    note = fate.note();
    switch (fate) {
      case Fate.Done done -> end(DONE, now);
      case Fate.Superseded superseded -> end(SUPERSEDED, now);
      case Fate.Parked parked -> end(PARKED, now);
      case Fate.Again again -> {
        status = WAITING;
        nextTryAt = again.at();
      }
    }
  }

  /** Due at once, and with all the time it had at first. */
  void retry(Instant now) {
    status = WAITING;
    firstDue = now;
    nextTryAt = now;
    endedAt = null;
  }

  void discard(Instant now) {
    note = "thrown away by hand" + (note == null ? "" : "; last: " + note);
    end(DISCARDED, now);
  }

  private void end(String how, Instant now) {
    status = how;
    endedAt = now;
  }
}
