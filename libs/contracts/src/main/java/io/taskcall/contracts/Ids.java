package io.taskcall.contracts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Makes ids from their cause, so that doing the same thing again gives the same id. */
public final class Ids {
  private Ids() {}

  /**
   * The id of {@code kind} that {@code causes} lead to: a custom UUID (RFC 9562, version 8) over
   * their SHA-256. Each cause is preceded by its length, so no two lists run into each other.
   */
  public static UUID derive(String kind, Object... causes) {
    var bytes = ByteBuffer.wrap(digest(kind, causes));
    long high = (bytes.getLong() & 0xffffffffffff0fffL) | 0x8000L;
    long low = (bytes.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  /** SHA-256 of a secret in lower-case hex: what is kept and compared instead of the secret. */
  public static String sha256(String secret) {
    return HexFormat.of().formatHex(sha256().digest(secret.getBytes(StandardCharsets.UTF_8)));
  }

  static byte[] digest(String kind, Object... causes) {
    var sha = sha256();
    update(sha, kind);
    for (var cause : causes) {
      update(sha, cause.toString());
    }
    return sha.digest();
  }

  private static void update(MessageDigest sha, String part) {
    var bytes = part.getBytes(StandardCharsets.UTF_8);
    sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    sha.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }
}
