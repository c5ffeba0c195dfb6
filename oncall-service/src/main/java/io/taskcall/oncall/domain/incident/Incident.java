package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.Actor;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.contracts.IncidentSnapshot.Status;
import io.taskcall.contracts.Responder;
import io.taskcall.oncall.domain.escalation.Policy;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Something that somebody has to take care of. What can happen to it depends on its state. */
public sealed interface Incident {
  /** What never changes. */
  About about();

  /** What is wrong. */
  Trouble trouble();

  /** Who has been asked. */
  Assignment assignment();

  /** The incident as it is told to others. */
  IncidentSnapshot snapshot();

  /** When the rules have to look at it again. */
  Optional<Instant> wakeAt();

  /** Until when it is left alone. */
  Optional<Instant> snoozedUntil();

  /** Whom it asks, one level after the other. */
  default Policy policy() {
    return assignment().instead().orElse(about().service().policy());
  }

  /** The same state with other trouble. */
  Incident with(Trouble trouble);

  /** The same state with others asked. */
  Incident with(Assignment assignment);

  /** Somebody takes it on: escalation stops. */
  Outcome acknowledge(Cause cause);

  /** It is over. */
  Outcome resolve(Cause cause);

  /** Which incident. */
  default UUID id() {
    return about().id();
  }

  /**
   * Nobody has taken it on.
   *
   * @param escalateAt when the next level is asked; empty if there is nobody left to ask
   */
  record Open(
      About about,
      Trouble trouble,
      Assignment assignment,
      Optional<Instant> escalateAt,
      Optional<Instant> snoozedUntil)
      implements Incident {
    static Open of(Incident incident, Assignment assignment, Optional<Instant> escalateAt) {
      return new Open(
          incident.about(), incident.trouble(), assignment, escalateAt, Optional.empty());
    }

    @Override
    public Outcome acknowledge(Cause cause) {
      var reopenAt = about.service().ackTimeout().map(cause.at()::plus);
      var next =
          new Acknowledged(
              about,
              trouble,
              joined(assignment, cause.by()),
              cause.at(),
              reopenAt,
              Optional.empty());
      return Outcome.Changed.quietly(
          next,
          new IncidentEvent.Acknowledged(
              cause.event("incident.acknowledged", id()), cause.at(), cause.by(), next.snapshot()));
    }

    @Override
    public Outcome resolve(Cause cause) {
      return resolved(
          new Resolved(about, trouble, assignment, Optional.empty(), cause.at()), cause);
    }

    @Override
    public Open with(Trouble other) {
      return new Open(about, other, assignment, escalateAt, snoozedUntil);
    }

    @Override
    public Open with(Assignment other) {
      return new Open(about, trouble, other, escalateAt, snoozedUntil);
    }

    @Override
    public Optional<Instant> wakeAt() {
      return snoozedUntil.or(() -> escalateAt);
    }

    @Override
    public IncidentSnapshot snapshot() {
      return Snapshots.of(this, Status.OPEN, Optional.empty(), Optional.empty());
    }
  }

  /**
   * Somebody has taken it on.
   *
   * @param reopenAt when it opens again unless something moves
   */
  record Acknowledged(
      About about,
      Trouble trouble,
      Assignment assignment,
      Instant at,
      Optional<Instant> reopenAt,
      Optional<Instant> snoozedUntil)
      implements Incident {
    @Override
    public Outcome acknowledge(Cause cause) {
      return new Outcome.Unchanged("it is acknowledged already");
    }

    @Override
    public Outcome resolve(Cause cause) {
      return resolved(new Resolved(about, trouble, assignment, Optional.of(at), cause.at()), cause);
    }

    @Override
    public Acknowledged with(Trouble other) {
      return new Acknowledged(about, other, assignment, at, reopenAt, snoozedUntil);
    }

    @Override
    public Acknowledged with(Assignment other) {
      return new Acknowledged(about, trouble, other, at, reopenAt, snoozedUntil);
    }

    @Override
    public Optional<Instant> wakeAt() {
      return snoozedUntil.or(() -> reopenAt);
    }

    @Override
    public IncidentSnapshot snapshot() {
      return Snapshots.of(this, Status.ACKNOWLEDGED, Optional.of(at), Optional.empty());
    }
  }

  /** It is over, for good. */
  record Resolved(
      About about,
      Trouble trouble,
      Assignment assignment,
      Optional<Instant> acknowledgedAt,
      Instant at)
      implements Incident {
    @Override
    public Outcome acknowledge(Cause cause) {
      return new Outcome.Refused("it is resolved, and a resolved incident stays so");
    }

    @Override
    public Outcome resolve(Cause cause) {
      return new Outcome.Unchanged("it is resolved already");
    }

    @Override
    public Resolved with(Trouble other) {
      return new Resolved(about, other, assignment, acknowledgedAt, at);
    }

    @Override
    public Resolved with(Assignment other) {
      return new Resolved(about, trouble, other, acknowledgedAt, at);
    }

    @Override
    public Optional<Instant> wakeAt() {
      return Optional.empty();
    }

    @Override
    public Optional<Instant> snoozedUntil() {
      return Optional.empty();
    }

    @Override
    public IncidentSnapshot snapshot() {
      return Snapshots.of(this, Status.RESOLVED, acknowledgedAt, Optional.of(at));
    }
  }

  private static Outcome resolved(Resolved next, Cause cause) {
    return Outcome.Changed.quietly(
        next,
        new IncidentEvent.Resolved(
            cause.event("incident.resolved", next.id()), cause.at(), cause.by(), next.snapshot()));
  }

  private static Assignment joined(Assignment assignment, Actor by) {
    return switch (by) {
      case Actor.Person person -> assignment.joined(new Responder(person.userId(), person.name()));
      case Actor.Alert _, Actor.Rule _, Actor.Datadog _ -> assignment;
    };
  }
}
