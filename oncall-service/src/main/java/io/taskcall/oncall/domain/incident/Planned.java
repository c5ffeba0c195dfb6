package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.Actor;
import io.taskcall.contracts.Ids;
import java.time.Instant;
import java.util.UUID;

/**
 * An incident that is to be opened at some time.
 *
 * @param by who wants it
 */
public record Planned(
    UUID id, UUID organizationId, UUID serviceId, Instant at, ByHand wish, Actor by) {
  /** What opens it: the same whenever it is tried, so that it opens once. */
  public Cause cause(Instant now) {
    return new Cause(Ids.derive("planned.incident", id), by, now);
  }

  /** The incident that it is from then on. */
  public UUID incident() {
    return ByHand.incidentOf(cause(at));
  }
}
