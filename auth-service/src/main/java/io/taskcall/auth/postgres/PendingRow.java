package io.taskcall.auth.postgres;

import io.taskcall.auth.crypto.Vault;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.connect.Pending;
import io.taskcall.auth.domain.connect.Wish;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Somebody who is at Datadog to allow TaskCall, as kept. */
@Entity
@Table(name = "pending_connection")
class PendingRow {
  @Id UUID id;

  @Column(name = "state_sha256")
  String stateSha256;

  @Column(name = "session_id")
  UUID sessionId;

  @Column(name = "organization_id")
  UUID organizationId;

  @Column(name = "member_id")
  UUID memberId;

  String name;

  @Column(name = "service_id")
  UUID serviceId;

  String site;
  byte[] verifier;

  @Column(name = "expires_at")
  Instant expiresAt;

  boolean used;

  @SuppressWarnings("NullAway.Init")
  protected PendingRow() {}

  PendingRow(Pending pending, String stateSha256, Secret verifier, Vault vault) {
    this.id = pending.id();
    this.stateSha256 = stateSha256;
    this.sessionId = pending.sessionId();
    this.organizationId = pending.organizationId();
    this.memberId = pending.memberId();
    this.name = pending.wish().name();
    this.serviceId = pending.wish().serviceId();
    this.site = pending.wish().site();
    this.verifier = vault.seal(verifier, use());
    this.expiresAt = pending.expiresAt();
    this.used = pending.used();
  }

  Pending pending() {
    return new Pending(
        id, sessionId, organizationId, memberId, new Wish(name, serviceId, site), expiresAt, used);
  }

  Secret verifier(Vault vault) {
    return vault.open(verifier, use());
  }

  private String use() {
    return "verifier:" + id;
  }
}
