package io.taskcall.auth.postgres;

import io.taskcall.contracts.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Who somebody is at their provider, as kept. */
@Entity
@Table(name = "sso_identity")
class SsoIdentityRow {
  @Id UUID id;

  @Column(name = "organization_id")
  UUID organizationId;

  String issuer;
  String subject;

  @Column(name = "member_id")
  UUID memberId;

  @Column(name = "linked_at")
  Instant linkedAt;

  @SuppressWarnings("NullAway.Init")
  protected SsoIdentityRow() {}

  SsoIdentityRow(UUID organizationId, String issuer, String subject, UUID memberId, Instant now) {
    this.id = id(organizationId, issuer, subject);
    this.organizationId = organizationId;
    this.issuer = issuer;
    this.subject = subject;
    this.memberId = memberId;
    this.linkedAt = now;
  }

  /** The same person at the same provider is one row in each organization. */
  static UUID id(UUID organization, String issuer, String subject) {
    return Ids.derive("sso-identity", organization, issuer, subject);
  }
}
