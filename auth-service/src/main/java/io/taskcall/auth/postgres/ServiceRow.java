package io.taskcall.auth.postgres;

import io.taskcall.contracts.ServiceEvent;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** What we were told a service is called. */
@Entity
@Table(name = "service")
class ServiceRow {
  @Id UUID id;

  @Column(name = "organization_id")
  UUID organizationId;

  String name;

  @SuppressWarnings("NullAway.Init")
  protected ServiceRow() {}

  ServiceRow(ServiceEvent.Saved saved) {
    id = saved.serviceId();
    organizationId = saved.organizationId();
    name = saved.name();
  }
}
