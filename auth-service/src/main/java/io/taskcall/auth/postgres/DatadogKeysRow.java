package io.taskcall.auth.postgres;

import io.taskcall.auth.crypto.Vault;
import io.taskcall.auth.domain.connect.Access;
import io.taskcall.auth.domain.connect.DatadogKeys;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** Datadog keys, as kept: sealed, each for this integration and this use alone. */
@Entity
@Table(name = "datadog_keys")
class DatadogKeysRow {
  @Id
  @Column(name = "integration_id")
  UUID integrationId;

  @Column(name = "api_key")
  byte[] apiKey;

  @Column(name = "application_key")
  byte[] applicationKey;

  String webhook;

  @SuppressWarnings("NullAway.Init")
  protected DatadogKeysRow() {}

  DatadogKeysRow(UUID integrationId, Access.ByKeys access, Vault vault) {
    this.integrationId = integrationId;
    this.apiKey = vault.seal(access.keys().apiKey(), use("api-key"));
    this.applicationKey = vault.seal(access.keys().applicationKey(), use("application-key"));
    this.webhook = access.webhook();
  }

  DatadogKeys open(Vault vault) {
    return new DatadogKeys(
        vault.open(apiKey, use("api-key")), vault.open(applicationKey, use("application-key")));
  }

  private String use(String which) {
    return which + ":" + integrationId;
  }
}
