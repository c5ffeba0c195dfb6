package io.taskcall.sync.domain;

import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.AlertRef;
import io.taskcall.contracts.Fingerprint;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A turn at asking an organization's Datadog what webhooks may not have told.
 *
 * @param pause the pause before it
 * @param listed how many incidents were listed before
 * @param since what was declared before then is none of our business
 */
public record Turn(
    UUID integrationId,
    UUID organizationId,
    UUID serviceId,
    Duration pause,
    int listed,
    Instant since) {
  /** What we say of what no webhook has told, where a source says how it changed. */
  static final String FOUND = "found by polling";

  /** The alert that an incident declared in Datadog is, if nobody has told us of it. */
  public Optional<AlertEvent> alert(DatadogIncident found, Choices choices, Instant now) {
    var created = found.created();
    var title = found.title();
    boolean over =
        Words.statusOf(found.state()).filter(IncidentSnapshot.Status.RESOLVED::equals).isPresent();
    if (!choices.declared()
        || over
        || title == null
        || Creation.isMarked(title)
        || created == null
        || created.isBefore(since)) {
      return Optional.empty();
    }
    var uuid = found.uuid();
    var priority = Severities.of(choices.severities()).priorityOf(found.severity()).orElse(null);
    var origin =
        new Origin.DatadogIncident(uuid, found.publicId(), found.severity(), found.state(), null);
    var details =
        new AlertDetails(
            origin, Words.plain(title), null, priority, List.of(), null, null, null, false);
    return Optional.of(
        new AlertEvent.Fired(
            Ids.derive("datadog-found", integrationId, uuid),
            ref(uuid),
            created,
            now,
            null,
            FOUND,
            Level.ALERT,
            details));
  }

  /** The same alert that a webhook about the incident would be. */
  private AlertRef ref(String uuid) {
    var identity = uuid.toLowerCase(Locale.ROOT);
    return new AlertRef(
        Fingerprint.of(organizationId, integrationId, "datadog-incident", identity),
        organizationId,
        integrationId,
        serviceId);
  }
}
