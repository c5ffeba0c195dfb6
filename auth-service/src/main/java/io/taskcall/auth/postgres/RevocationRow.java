package io.taskcall.auth.postgres;

import io.taskcall.auth.crypto.Vault;
import io.taskcall.auth.domain.Integration;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.connect.Access;
import io.taskcall.auth.domain.connect.DatadogKeys;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An authorization, or a webhook, that is over at Datadog's end too, as kept. */
@Entity
@Table(name = "revocation")
class RevocationRow {
  /** For queries in SQL: a newer version may have added columns, which {@code *} would choke on. */
  static final String COLUMNS =
      """
      id, integration_id, organization_id, site, refresh_token, api_key, application_key, webhook,
      attempts, next_at, problem, done_at
      """;

  @Id UUID id;

  @Column(name = "integration_id")
  @Nullable UUID integrationId;

  @Column(name = "organization_id")
  UUID organizationId;

  String site;

  @Column(name = "refresh_token")
  byte @Nullable [] refreshToken;

  @Column(name = "api_key")
  byte @Nullable [] apiKey;

  @Column(name = "application_key")
  byte @Nullable [] applicationKey;

  /** What we made there; absent for an authorization. */
  @Nullable String webhook;

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

  /** A webhook that we made, and have to remove. */
  static RevocationRow ofWebhook(
      Integration integration, Access.ByKeys access, Vault vault, Instant nextAt) {
    var row = new RevocationRow();
    row.id = UUID.randomUUID();
    row.integrationId = integration.id();
    row.organizationId = integration.organizationId();
    row.site = integration.site().orElseThrow();
    row.nextAt = nextAt;
    row.webhook = access.webhook();
    row.apiKey = vault.seal(access.keys().apiKey(), row.use());
    row.applicationKey = vault.seal(access.keys().applicationKey(), row.use());
    return row;
  }

  /** What has to end. */
  PostgresRevocations.What what(Vault vault) {
    var api = apiKey;
    var application = applicationKey;
    if (webhook != null && api != null && application != null) {
      var keys = new DatadogKeys(vault.open(api, use()), vault.open(application, use()));
      return new PostgresRevocations.What.Webhook(new Access.ByKeys(keys, webhook));
    }
    var sealed = refreshToken;
    if (sealed == null) {
      throw new IllegalStateException("revocation " + id + " is done");
    }
    return new PostgresRevocations.What.Authorization(vault.open(sealed, use()));
  }

  /** It is over, as far as it goes; secrets go. */
  void end(@Nullable String left, Instant now) {
    doneAt = now;
    refreshToken = null;
    apiKey = null;
    applicationKey = null;
    problem = left;
  }

  private String use() {
    return "revoke:" + id;
  }
}
