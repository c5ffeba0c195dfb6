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
 * What people hear when the mirror needs them: an alert of low urgency for whoever takes care of
 * the integration's service. However often it is said, they hear of it once.
 */
public record Notice(UUID integrationId, UUID organizationId, UUID serviceId, String name) {
  /** What the mirror cannot mend by itself. */
  public enum Trouble {
    /** Datadog does not let us in. */
    SHUT_OUT(
        "datadog-connection",
        "datadog-shut-out",
        "disconnected",
        "Datadog does not let TaskCall in any more: ",
        "Changes wait until it is connected again. Datadog's answer: ",
        "datadog-let-in",
        "connected"),
    /** Calls were given up. */
    PARKED(
        "datadog-parked",
        "datadog-parked",
        "parked",
        "Changes that Datadog does not take: ",
        "They are parked until somebody tries them again or discards them, see"
            + " /api/v1/datadog/calls?status=parked. The first was answered: ",
        "datadog-none-parked",
        "none parked");

    private final String key;
    private final String begins;
    private final String beginsAs;
    private final String title;
    private final String text;
    private final String ends;
    private final String endsAs;

    Trouble(
        String key,
        String begins,
        String beginsAs,
        String title,
        String text,
        String ends,
        String endsAs) {
      this.key = key;
      this.begins = begins;
      this.beginsAs = beginsAs;
      this.title = title;
      this.text = text;
      this.ends = ends;
      this.endsAs = endsAs;
    }
  }

  /** It has begun. */
  public AlertEvent begun(Trouble trouble, String reason, Instant now) {
    return new AlertEvent.Fired(
        Ids.derive(trouble.begins, integrationId, now),
        ref(trouble),
        now,
        now,
        null,
        trouble.beginsAs,
        Level.WARN,
        details(trouble, trouble.text + reason));
  }

  /** It is over. */
  public AlertEvent over(Trouble trouble, Instant now) {
    return new AlertEvent.Recovered(
        Ids.derive(trouble.ends, integrationId, now),
        ref(trouble),
        now,
        now,
        null,
        trouble.endsAs,
        null,
        details(trouble, trouble.endsAs));
  }

  private AlertRef ref(Trouble trouble) {
    return new AlertRef(
        Fingerprint.of(organizationId, integrationId, trouble.key),
        organizationId,
        integrationId,
        serviceId);
  }

  private AlertDetails details(Trouble trouble, String text) {
    return new AlertDetails(
        new Origin.EventsV2(trouble.key, "TaskCall", null, null, trouble.key, "TaskCall"),
        trouble.title + name,
        text,
        Priority.P4,
        List.of(),
        null,
        null,
        null,
        false);
  }
}
