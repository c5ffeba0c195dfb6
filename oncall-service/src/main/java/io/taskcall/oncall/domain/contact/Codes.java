package io.taskcall.oncall.domain.contact;

import io.taskcall.contracts.Ids;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes of six digits, and the keyed hashes that are kept instead of them. */
public final class Codes {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int CODES = 1_000_000;

  private final SecretKeySpec key;

  /** Hashes with {@code key}, without which six digits would soon be guessed. */
  public Codes(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** A new code. */
  public static String fresh(RandomGenerator random) {
    return "%06d".formatted(random.nextInt(CODES));
  }

  /** What proves that a person is at an address: removing and adding it makes no other. */
  public static UUID proof(UUID userId, ContactMethod method) {
    return Ids.derive("proof", userId, method.channel(), method.address());
  }

  /** The hash of a code that was sent for a proof. */
  public String hash(UUID proofId, String code) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of()
          .formatHex(mac.doFinal((proofId + " " + code).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
