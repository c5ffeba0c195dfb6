package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.Actor;
import io.taskcall.contracts.Ids;
import java.time.Instant;
import java.util.UUID;

/**
 * What makes something happen to an incident.
 *
 * @param id equal for the same cause met again
 * @param at when it takes effect here
 */
public record Cause(UUID id, Actor by, Instant at) {
  /** The id of the event of {@code kind} that this cause leads to. */
  UUID event(String kind, UUID incidentId) {
    return Ids.derive(kind, incidentId, id);
  }

  /** The same cause, seen as the work of one of our rules. */
  Cause byRule(String name) {
    return new Cause(id, new Actor.Rule(name), at);
  }
}
