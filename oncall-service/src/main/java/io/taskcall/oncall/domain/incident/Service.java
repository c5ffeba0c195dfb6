package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.AlertRef;
import io.taskcall.oncall.domain.escalation.Policy;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that people keep running.
 *
 * @param ackTimeout how long an acknowledged incident may stand still before it opens again
 * @param grouping which of its alerts share an incident
 */
public record Service(
    UUID id,
    UUID organizationId,
    String name,
    Policy policy,
    Optional<Duration> ackTimeout,
    Grouping grouping) {
  /** A service as it is unless somebody wants it otherwise. */
  public Service(
      UUID id, UUID organizationId, String name, Policy policy, Optional<Duration> ackTimeout) {
    this(id, organizationId, name, policy, ackTimeout, new Grouping.PerAlert());
  }

  /** Stands in for the service of an alert that we were never told of, so that none gets lost. */
  public static Service unknown(AlertRef alert) {
    return new Service(
        alert.serviceId(),
        alert.organizationId(),
        "unknown service",
        Policy.NONE,
        Optional.empty());
  }
}
