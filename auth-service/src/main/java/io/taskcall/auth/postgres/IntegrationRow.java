package io.taskcall.auth.postgres;

import io.taskcall.auth.domain.Integration;
import io.taskcall.auth.domain.Revision;
import io.taskcall.contracts.IntegrationEvent;
import io.taskcall.contracts.IntegrationEvent.State;
import io.taskcall.contracts.IntegrationEvent.Tool;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An integration, as kept; its keys are rows of their own. */
@Entity
@Table(name = "integration")
class IntegrationRow {
  @Id UUID id;

  @Column(name = "organization_id")
  UUID organizationId;

  @Column(name = "service_id")
  UUID serviceId;

  String name;

  @Enumerated(EnumType.STRING)
  Tool tool;

  @Enumerated(EnumType.STRING)
  State state;

  @Nullable String site;
  boolean removed;

  /** Whether people deleted it, so that no setup may bring it back. */
  boolean uninstalled;

  @Column(name = "planted_key_sha256")
  @Nullable String plantedKeySha256;

  int revision;

  @Column(name = "changed_at")
  Instant changedAt;

  @SuppressWarnings("NullAway.Init")
  protected IntegrationRow() {}

  IntegrationRow(Integration integration, Revision as) {
    id = integration.id();
    organizationId = integration.organizationId();
    serviceId = integration.serviceId();
    name = integration.name();
    tool = integration.tool();
    state = integration.state();
    site = integration.site().orElse(null);
    removed = false;
    revision = as.number();
    changedAt = as.at();
  }

  Integration integration(List<IntegrationEvent.Key> keys) {
    return new Integration(
        id, organizationId, serviceId, name, tool, state, keys, Optional.ofNullable(site));
  }

  void become(State next, Instant now) {
    state = next;
    revision = revision + 1;
    changedAt = now;
  }

  Revision revision() {
    return new Revision(revision, changedAt);
  }
}
