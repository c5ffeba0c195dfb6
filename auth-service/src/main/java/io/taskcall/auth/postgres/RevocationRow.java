package io.taskcall.auth.postgres;

import io.taskcall.auth.crypto.Vault;
import io.taskcall.auth.domain.Secret;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An authorization that Datadog is told is over, as kept. */
@Entity
@Table(name = "revocation")
class RevocationRow {
  @Id UUID id;

  @Column(name = "integration_id")
  @Nullable UUID integrationId;

  @Column(name = "organization_id")
  UUID organizationId;

  String site;

  @Column(name = "refresh_token")
  byte @Nullable [] refreshToken;

  int attempts;

  @Column(name = "next_at")
  Instant nextAt;

  @Nullable String problem;

  @Column(name = "done_at")
  @Nullable Instant doneAt;

  @SuppressWarnings("NullAway.Init")
  protected RevocationRow() {}

  RevocationRow(
      @Nullable UUID integrationId,
      UUID organizationId,
      String site,
      Secret refreshToken,
      Vault vault,
      Instant nextAt) {
    this.id = UUID.randomUUID();
    this.integrationId = integrationId;
    this.organizationId = organizationId;
    this.site = site;
    this.refreshToken = vault.seal(refreshToken, use());
    this.attempts = 0;
    this.nextAt = nextAt;
  }

  Secret token(Vault vault) {
    var sealed = refreshToken;
    if (sealed == null) {
      throw new IllegalStateException("revocation " + id + " is done");
    }
    return vault.open(sealed, use());
  }

  private String use() {
    return "revoke:" + id;
  }
}
