package io.taskcall.auth.postgres;

import io.taskcall.auth.crypto.Vault;
import io.taskcall.auth.domain.AccessToken;
import io.taskcall.auth.domain.Grant;
import io.taskcall.auth.domain.Secret;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A Datadog grant, as kept: sealed, each secret for this integration and this use alone. */
@Entity
@Table(name = "datadog_grant")
class GrantRow {
  @Id
  @Column(name = "integration_id")
  UUID integrationId;

  @Column(name = "planted_sha256")
  String plantedSha256;

  @Column(name = "refresh_token")
  byte[] refreshToken;

  @Column(name = "access_token")
  byte @Nullable [] accessToken;

  @Column(name = "access_expires_at")
  @Nullable Instant accessExpiresAt;

  @SuppressWarnings("NullAway.Init")
  protected GrantRow() {}

  GrantRow(UUID integrationId, Secret refreshToken, Vault vault) {
    this.integrationId = integrationId;
    this.plantedSha256 = refreshToken.sha256();
    this.refreshToken = vault.seal(refreshToken, use("refresh"));
  }

  /** A grant that people gave, with the access token that came with it. */
  static GrantRow of(UUID integrationId, Grant grant, Vault vault) {
    var row = new GrantRow(integrationId, grant.refreshToken(), vault);
    row.keep(grant, vault);
    return row;
  }

  Grant open(Vault vault) {
    var access = accessToken;
    var expiresAt = accessExpiresAt;
    Optional<AccessToken> token =
        access == null || expiresAt == null
            ? Optional.empty()
            : Optional.of(new AccessToken(vault.open(access, use("access")), expiresAt));
    return new Grant(vault.open(refreshToken, use("refresh")), token);
  }

  void keep(Grant grant, Vault vault) {
    refreshToken = vault.seal(grant.refreshToken(), use("refresh"));
    accessToken =
        grant.accessToken().map(token -> vault.seal(token.value(), use("access"))).orElse(null);
    accessExpiresAt = grant.accessToken().map(AccessToken::expiresAt).orElse(null);
  }

  private String use(String which) {
    return which + ":" + integrationId;
  }
}
