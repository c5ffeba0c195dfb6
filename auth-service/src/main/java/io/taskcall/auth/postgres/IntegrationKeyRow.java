package io.taskcall.auth.postgres;

import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IntegrationEvent;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The hash of an integration's key, as kept. */
@Entity
@Table(name = "integration_key")
class IntegrationKeyRow {
  @Id UUID id;

  @Column(name = "integration_id")
  UUID integrationId;

  String sha256;

  @Column(name = "retires_at")
  @Nullable Instant retiresAt;

  @SuppressWarnings("NullAway.Init")
  protected IntegrationKeyRow() {}

  IntegrationKeyRow(UUID integrationId, IntegrationEvent.Key key) {
    this.id = Ids.derive("integration-key", integrationId, key.sha256());
    this.integrationId = integrationId;
    this.sha256 = key.sha256();
    this.retiresAt = key.retiresAt();
  }

  IntegrationEvent.Key key() {
    return new IntegrationEvent.Key(sha256, retiresAt);
  }
}
