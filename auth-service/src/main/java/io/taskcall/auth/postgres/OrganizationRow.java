package io.taskcall.auth.postgres;

import io.taskcall.auth.domain.Organization;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** An organization, as kept. */
@Entity
@Table(name = "organization")
class OrganizationRow {
  @Id UUID id;
  String key;
  String name;

  @SuppressWarnings("NullAway.Init")
  protected OrganizationRow() {}

  OrganizationRow(Organization organization) {
    id = organization.id();
    key = organization.key();
    name = organization.name();
  }

  Organization organization() {
    return new Organization(id, key, name);
  }
}
