package io.taskcall.ingest.domain;

import io.taskcall.contracts.AlertRef;
import io.taskcall.contracts.Fingerprint;
import io.taskcall.contracts.IntegrationEvent.Tool;
import java.util.UUID;

/**
 * An integration as far as its door needs to know it.
 *
 * @param paused what arrives is accepted and not acted on
 */
public record Integration(UUID id, UUID organizationId, UUID serviceId, Tool tool, boolean paused) {
  /** The alert that the tool knows by {@code identity}. */
  public AlertRef alert(String... identity) {
    return new AlertRef(
        Fingerprint.of(organizationId, id, identity), organizationId, id, serviceId);
  }
}
