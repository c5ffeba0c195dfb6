package io.taskcall.sync.postgres;

import io.taskcall.contracts.AlertRef;
import io.taskcall.contracts.Fingerprint;
import io.taskcall.sync.domain.OpenAlert;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An {@link OpenAlert} as it is kept. */
@Entity
@Table(name = "open_alerts")
class OpenAlertRow {
  @Id String fingerprint;

  @Column(name = "organization_id")
  UUID organizationId;

  @Column(name = "integration_id")
  UUID integrationId;

  @Column(name = "service_id")
  UUID serviceId;

  @Column(name = "monitor_id")
  String monitorId;

  /** Its tags with commas between them. */
  String scope;

  String title;

  @Column(name = "opened_at")
  Instant openedAt;

  @Column(name = "looked_at")
  Instant lookedAt;

  @SuppressWarnings("NullAway.Init") // Hibernate fills it
  protected OpenAlertRow() {}

  OpenAlert alert() {
    return new OpenAlert(
        new AlertRef(new Fingerprint(fingerprint), organizationId, integrationId, serviceId),
        monitorId,
        scope.isEmpty() ? List.of() : List.of(scope.split(",", -1)),
        title,
        openedAt);
  }
}
