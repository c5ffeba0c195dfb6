package io.taskcall.auth.postgres;

import io.taskcall.auth.crypto.Vault;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.signin.LocalPath;
import io.taskcall.auth.domain.sso.SsoVisit;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Somebody who is at their provider to sign in, as kept. */
@Entity
@Table(name = "sso_visit")
class SsoVisitRow {
  @Id UUID id;

  @Column(name = "state_sha256")
  String stateSha256;

  @Column(name = "browser_sha256")
  String browserSha256;

  @Column(name = "organization_id")
  UUID organizationId;

  String issuer;

  @Column(name = "client_id")
  String clientId;

  String email;
  String next;
  byte[] verifier;
  byte[] nonce;

  @Column(name = "expires_at")
  Instant expiresAt;

  boolean used;

  @SuppressWarnings("NullAway.Init")
  protected SsoVisitRow() {}

  SsoVisitRow(SsoVisit visit, PostgresSsoVisits.Secrets secrets, Vault vault) {
    this.id = visit.id();
    this.stateSha256 = secrets.state().sha256();
    this.browserSha256 = visit.browserSha256();
    this.organizationId = visit.organizationId();
    this.issuer = visit.issuer();
    this.clientId = visit.clientId();
    this.email = visit.email();
    this.next = visit.next().text();
    this.verifier = vault.seal(secrets.verifier(), use("verifier"));
    this.nonce = vault.seal(secrets.nonce(), use("nonce"));
    this.expiresAt = visit.expiresAt();
    this.used = visit.used();
  }

  SsoVisit visit() {
    return new SsoVisit(
        id,
        browserSha256,
        organizationId,
        issuer,
        clientId,
        email,
        new LocalPath(next),
        expiresAt,
        used);
  }

  PostgresSsoVisits.Secrets secrets(Secret state, Vault vault) {
    return new PostgresSsoVisits.Secrets(
        state, vault.open(verifier, use("verifier")), vault.open(nonce, use("nonce")));
  }

  private String use(String what) {
    return "sso-" + what + ":" + id;
  }
}
