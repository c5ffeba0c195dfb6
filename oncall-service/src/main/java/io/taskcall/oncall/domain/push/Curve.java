package io.taskcall.oncall.domain.push;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Keys on the curve P-256, and their points as 65 bytes. */
final class Curve {
  static final int POINT = 65;
  private static final String NAME = "secp256r1";

  private Curve() {}

  static KeyPair fresh() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(NAME));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java makes keys on P-256", e);
    }
  }

  static byte[] point(KeyPair keys) {
    var point = ((ECPublicKey) keys.getPublic()).getW();
    return HexFormat.of()
        .parseHex("04%064x%064x".formatted(point.getAffineX(), point.getAffineY()));
  }

  /** The key of a point; whether it is on the curve shows when it is used. */
  static ECPublicKey key(byte[] point) throws GeneralSecurityException {
    if (point.length != POINT || point[0] != 4) {
      throw new IllegalArgumentException("a public key has 65 bytes and begins with 4");
    }
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(NAME));
    var x = new BigInteger(1, Arrays.copyOfRange(point, 1, POINT / 2 + 1));
    var y = new BigInteger(1, Arrays.copyOfRange(point, POINT / 2 + 1, POINT));
    var spec =
        new ECPublicKeySpec(new ECPoint(x, y), parameters.getParameterSpec(ECParameterSpec.class));
    return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
  }
}
