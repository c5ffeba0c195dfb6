package io.taskcall.auth.crypto;

import io.taskcall.auth.domain.Secret;
import java.security.SecureRandom;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Makes keys that tokens are signed with (ES256), and writes them down as JSON Web Keys. */
public final class SigningKeys {
  private static final SecureRandom RANDOM = new SecureRandom();

  private SigningKeys() {}

  /** A new key with an id of its own. */
  public static EllipticCurveJsonWebKey make() {
    try {
      var key = EcJwkGenerator.generateJwk(EllipticCurves.P256, null, RANDOM);
      key.setKeyId(UUID.randomUUID().toString());
      key.setUse("sig");
      key.setAlgorithm("ES256");
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException("cannot make a key for ES256", e);
    }
  }

  /** All of a key. */
  public static Secret whole(EllipticCurveJsonWebKey key) {
    return new Secret(key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
  }

  /** What everybody may know of a key. */
  public static String published(EllipticCurveJsonWebKey key) {
    return key.toJson(OutputControlLevel.PUBLIC_ONLY);
  }

  /** A key as {@link #whole} has written it. */
  public static EllipticCurveJsonWebKey read(Secret whole) {
    try {
      return (EllipticCurveJsonWebKey) PublicJsonWebKey.Factory.newPublicJwk(whole.reveal());
    } catch (JoseException e) {
      throw new IllegalStateException("what was kept is no key for ES256", e);
    }
  }
}
