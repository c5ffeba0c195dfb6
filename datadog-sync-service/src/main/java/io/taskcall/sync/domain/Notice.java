package io.taskcall.sync.domain;

import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.AlertRef;
import io.taskcall.contracts.Fingerprint;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What people hear when Datadog does not let us in: an alert of low urgency for whoever takes care
 * of the integration's service. However often it is said, they hear of it once.
 */
public record Notice(UUID integrationId, UUID organizationId, UUID serviceId, String name) {
  private static final String KEY = "datadog-connection";

  /** Datadog has stopped letting us in. */
  public AlertEvent shutOut(String reason, Instant now) {
    return new AlertEvent.Fired(
        Ids.derive("datadog-shut-out", integrationId, now),
        ref(),
        now,
        now,
        null,
        "disconnected",
        Level.WARN,
        details(reason));
  }

  /** Datadog lets us in again. */
  public AlertEvent letIn(Instant now) {
    return new AlertEvent.Recovered(
        Ids.derive("datadog-let-in", integrationId, now),
        ref(),
        now,
        now,
        null,
        "connected",
        null,
        details("connected"));
  }

  private AlertRef ref() {
    return new AlertRef(
        Fingerprint.of(organizationId, integrationId, KEY),
        organizationId,
        integrationId,
        serviceId);
  }

  private AlertDetails details(String reason) {
    return new AlertDetails(
        new Origin.EventsV2(KEY, "TaskCall", null, null, KEY, "TaskCall"),
        "Datadog does not let TaskCall in any more: " + name,
        "Changes wait until it is connected again. Datadog's answer: " + reason,
        Priority.P4,
        List.of(),
        null,
        null,
        null,
        false);
  }
}
