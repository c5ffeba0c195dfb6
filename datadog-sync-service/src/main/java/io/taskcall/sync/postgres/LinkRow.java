package io.taskcall.sync.postgres;

import io.taskcall.contracts.IncidentSnapshot.Status;
import io.taskcall.contracts.Priority;
import io.taskcall.sync.domain.Link;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A {@link Link} as it is kept. */
@Entity
@Table(name = "links")
class LinkRow {
  @Id
  @Column(name = "incident_id")
  UUID incidentId;

  @Column(name = "organization_id")
  UUID organizationId;

  @Column(name = "integration_id")
  UUID integrationId;

  @Column(name = "datadog_uuid")
  String datadogUuid;

  @Column(name = "opened_at")
  Instant openedAt;

  @Enumerated(EnumType.STRING)
  @Column(name = "our_status", columnDefinition = "text")
  Status ourStatus;

  @Enumerated(EnumType.STRING)
  @Column(name = "our_priority", columnDefinition = "text")
  @Nullable Priority ourPriority;

  @Column(name = "their_state")
  String theirState;

  @Column(name = "their_severity")
  @Nullable String theirSeverity;

  @Column(name = "their_modified")
  @Nullable Instant theirModified;

  @Column(name = "busy_until")
  Instant busyUntil = Instant.EPOCH;

  @SuppressWarnings("NullAway.Init") // Hibernate fills it
  protected LinkRow() {}

  LinkRow(Link link) {
    incidentId = link.incidentId();
    organizationId = link.organizationId();
    integrationId = link.integrationId();
    datadogUuid = link.datadogUuid();
    openedAt = link.openedAt();
    ourStatus = link.ours().status();
    theirState = link.theirs().state();
    take(link);
  }

  /** Takes over what can change about a link. */
  final void take(Link link) {
    ourStatus = link.ours().status();
    ourPriority = link.ours().priority();
    theirState = link.theirs().state();
    theirSeverity = link.theirs().severity();
    theirModified = link.theirs().modified();
  }

  Link link() {
    return new Link(
        incidentId,
        organizationId,
        integrationId,
        datadogUuid,
        openedAt,
        new Link.Ours(ourStatus, ourPriority),
        new Link.Theirs(theirState, theirSeverity, theirModified));
  }
}
