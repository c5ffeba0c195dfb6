package io.taskcall.auth.postgres;

import io.taskcall.contracts.MemberEvent.ApiKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An API key's hash, as kept. */
@Entity
@Table(name = "api_key")
class ApiKeyRow {
  @Id UUID id;

  @Column(name = "member_id")
  UUID memberId;

  String name;
  String sha256;

  @Column(name = "expires_at")
  @Nullable Instant expiresAt;

  @SuppressWarnings("NullAway.Init")
  protected ApiKeyRow() {}

  ApiKeyRow(UUID memberId, ApiKey key) {
    this.id = key.id();
    this.memberId = memberId;
    this.name = key.name();
    this.sha256 = key.sha256();
    this.expiresAt = key.expiresAt();
  }

  ApiKey apiKey() {
    return new ApiKey(id, name, sha256, expiresAt);
  }
}
