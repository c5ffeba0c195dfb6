package io.taskcall.auth.postgres;

import io.taskcall.auth.domain.access.ApiKey;
import io.taskcall.rights.Scope;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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

  /** Their names, separated by spaces. */
  String scopes;

  @Column(name = "expires_at")
  @Nullable Instant expiresAt;

  @Column(name = "created_at")
  @Nullable Instant createdAt;

  @Column(name = "last_used_at")
  @Nullable Instant lastUsedAt;

  @SuppressWarnings("NullAway.Init")
  protected ApiKeyRow() {}

  ApiKeyRow(UUID memberId, ApiKey key, Instant now) {
    this.id = key.id();
    this.memberId = memberId;
    this.name = key.name();
    this.sha256 = key.sha256();
    this.scopes = key.scopes().stream().map(Scope::name).collect(Collectors.joining(" "));
    this.expiresAt = key.expiresAt();
    this.createdAt = now;
  }

  ApiKey apiKey() {
    return new ApiKey(id, name, sha256, expiresAt, scopes());
  }

  private Set<Scope> scopes() {
    return Arrays.stream(scopes.split(" ", -1)).map(Scope::valueOf).collect(Collectors.toSet());
  }
}
