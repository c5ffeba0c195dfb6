package io.taskcall.auth.postgres;

import io.taskcall.auth.crypto.SigningKeys;
import io.taskcall.auth.crypto.Vault;
import io.taskcall.auth.domain.token.Rotation;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jose4j.jwk.EllipticCurveJsonWebKey;

/** A key that tokens are signed with, as kept. */
@Entity
@Table(name = "signing_key")
class SigningKeyRow {
  @Id String id;

  byte[] sealed;

  String published;

  @Column(name = "signs_from")
  Instant signsFrom;

  @SuppressWarnings("NullAway.Init")
  protected SigningKeyRow() {}

  SigningKeyRow(EllipticCurveJsonWebKey key, Instant signsFrom, Vault vault) {
    this.id = key.getKeyId();
    this.sealed = vault.seal(SigningKeys.whole(key), use(id));
    this.published = SigningKeys.published(key);
    this.signsFrom = signsFrom.truncatedTo(ChronoUnit.MICROS);
  }

  Rotation.Key key() {
    return new Rotation.Key(id, signsFrom);
  }

  EllipticCurveJsonWebKey open(Vault vault) {
    return SigningKeys.read(vault.open(sealed, use(id)));
  }

  private static String use(String id) {
    return "signing-key:" + id;
  }
}
