package io.taskcall.auth.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Marks values as ours with HMAC-SHA-256: what bears the mark for a use was given out by us. */
public final class Marks {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /** Derives the key from another that is not used for this. */
  public Marks(String encryptionKey) {
    key = new SecretKeySpec(("marks:" + encryptionKey).getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** The mark of a value for a use. */
  public String of(String use, String value) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((use.length() + ":" + use).getBytes(StandardCharsets.UTF_8));
      var mark = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(mark);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform must have " + ALGORITHM, e);
    }
  }

  /** Whether this is the mark; takes as long wherever they differ. */
  public boolean isOf(String use, String value, String mark) {
    return MessageDigest.isEqual(
        of(use, value).getBytes(StandardCharsets.US_ASCII),
        mark.getBytes(StandardCharsets.US_ASCII));
  }
}
