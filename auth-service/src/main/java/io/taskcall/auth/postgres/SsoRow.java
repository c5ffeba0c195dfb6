package io.taskcall.auth.postgres;

import io.taskcall.auth.crypto.Vault;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.sso.SsoSettings;
import io.taskcall.contracts.MemberEvent.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** How the people of an organization sign in at their provider, as kept; the secret is sealed. */
@Entity
@Table(name = "sso")
class SsoRow {
  @Id
  @Column(name = "organization_id")
  UUID organizationId;

  String issuer;

  @Column(name = "client_id")
  String clientId;

  @Column(name = "client_secret")
  byte[] clientSecret;

  String domain;

  @Enumerated(EnumType.STRING)
  Role role;

  boolean required;

  @Column(name = "lets_owners_in")
  boolean letsOwnersIn;

  @Column(name = "changed_at")
  Instant changedAt;

  @SuppressWarnings("NullAway.Init")
  protected SsoRow() {}

  SsoRow(SsoSettings settings, byte[] clientSecret) {
    this.organizationId = settings.organizationId();
    this.issuer = settings.issuer();
    this.clientId = settings.clientId();
    this.clientSecret = clientSecret;
    this.domain = settings.domain();
    this.role = settings.role();
    this.required = settings.required();
    this.letsOwnersIn = settings.letsOwnersIn();
    this.changedAt = settings.changedAt();
  }

  static byte[] sealed(UUID organization, Secret clientSecret, Vault vault) {
    return vault.seal(clientSecret, use(organization));
  }

  Secret clientSecret(Vault vault) {
    return vault.open(clientSecret, use(organizationId));
  }

  SsoSettings settings() {
    return new SsoSettings(
        organizationId, issuer, clientId, domain, role, required, letsOwnersIn, changedAt);
  }

  private static String use(UUID organization) {
    return "sso:" + organization;
  }
}
