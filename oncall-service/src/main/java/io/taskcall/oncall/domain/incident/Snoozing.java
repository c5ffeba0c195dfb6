package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.IncidentEvent;
import java.time.Instant;
import java.util.Optional;

/** Leaves an incident alone for a while. When that is over, it asks from the first level. */
public final class Snoozing {
  private Snoozing() {}

  /** Nobody is asked until {@code until}, whether somebody has taken it on or not. */
  public static Outcome until(Incident incident, Instant until, Cause cause) {
    if (!until.isAfter(cause.at())) {
      return new Outcome.Refused("it can be snoozed only until a moment that is yet to come");
    }
    return switch (incident) {
      case Incident.Open open ->
          snoozed(
              new Incident.Open(
                  open.about(),
                  open.trouble(),
                  open.assignment(),
                  Optional.empty(),
                  Optional.of(until)),
              until,
              cause);
      case Incident.Acknowledged taken ->
          snoozed(
              new Incident.Acknowledged(
                  taken.about(),
                  taken.trouble(),
                  taken.assignment(),
                  taken.at(),
                  taken.reopenAt(),
                  Optional.of(until)),
              until,
              cause);
      case Incident.Resolved _ ->
          new Outcome.Refused("it is resolved, and there is nothing to leave alone");
    };
  }

  private static Outcome snoozed(Incident next, Instant until, Cause cause) {
    return Outcome.Changed.quietly(
        next,
        new IncidentEvent.Snoozed(
            cause.event("incident.snoozed", next.id()),
            cause.at(),
            cause.by(),
            next.snapshot(),
            until));
  }
}
