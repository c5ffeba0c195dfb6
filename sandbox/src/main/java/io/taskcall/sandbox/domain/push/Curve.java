package io.taskcall.sandbox.domain.push;

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

/** Keys on the curve P-256, and their points as 65 bytes. */
final class Curve {
  private static final String NAME = "secp256r1";
  private static final int SIZE = 32;

  private Curve() {}

  static KeyPair pair() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(NAME));
    return generator.generateKeyPair();
  }

  static byte[] bytes(ECPublicKey key) {
    var point = new byte[1 + 2 * SIZE];
    point[0] = 4;
    put(key.getW().getAffineX(), point, 1);
    put(key.getW().getAffineY(), point, 1 + SIZE);
    return point;
  }

  static ECPublicKey key(byte[] point) throws GeneralSecurityException {
    if (point.length != 1 + 2 * SIZE || point[0] != 4) {
      throw new IllegalArgumentException("a point has 65 bytes and begins with 4");
    }
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(NAME));
    var x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + SIZE));
    var y = new BigInteger(1, Arrays.copyOfRange(point, 1 + SIZE, point.length));
    var spec =
        new ECPublicKeySpec(new ECPoint(x, y), parameters.getParameterSpec(ECParameterSpec.class));
    return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
  }

  private static void put(BigInteger number, byte[] into, int at) {
    var bytes = number.toByteArray();
    int from = Math.max(0, bytes.length - SIZE);
    int length = bytes.length - from;
    System.arraycopy(bytes, from, into, at + SIZE - length, length);
  }
}
