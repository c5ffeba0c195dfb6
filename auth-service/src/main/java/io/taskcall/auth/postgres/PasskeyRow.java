package io.taskcall.auth.postgres;

import io.taskcall.auth.domain.passkey.Credential;
import io.taskcall.auth.domain.passkey.Passkey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A passkey, as kept. */
@Entity
@Table(name = "passkey")
class PasskeyRow {
  @Id UUID id;

  @Column(name = "member_id")
  UUID memberId;

  String name;

  @Column(name = "credential_id")
  byte[] credentialId;

  byte[] attested;
  long counter;

  @Column(name = "backup_eligible")
  boolean backupEligible;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "last_used_at")
  @Nullable Instant lastUsedAt;

  @SuppressWarnings("NullAway.Init")
  protected PasskeyRow() {}

  PasskeyRow(UUID id, UUID memberId, String name, Credential credential, Instant now) {
    this.id = id;
    this.memberId = memberId;
    this.name = name;
    this.credentialId = credential.id();
    this.attested = credential.attested();
    this.counter = credential.counter();
    this.backupEligible = credential.backupEligible();
    this.createdAt = now;
  }

  Passkey passkey() {
    return new Passkey(id, name, createdAt, lastUsedAt);
  }

  Credential credential() {
    return new Credential(credentialId, attested, counter, backupEligible);
  }
}
