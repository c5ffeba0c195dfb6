package io.taskcall.auth.crypto;

import io.taskcall.auth.domain.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes passwords with Argon2id, in the usual notation: {@code
 * $argon2id$v=19$m=…,t=…,p=…$salt$hash}, so that the cost can change and old hashes still serve.
 */
public final class Passwords {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Pattern NOTATION =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
  private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getDecoder();

  private final SecureRandom random = new SecureRandom();
  private final int memoryKib;
  private final int passes;

  /** Makes each hash cost this much memory and this many passes over it. */
  public Passwords(int memoryKib, int passes) {
    if (memoryKib < 8 || passes < 1) {
      throw new IllegalArgumentException(
          "Argon2id needs 8 KiB and one pass or more, was " + memoryKib + ", " + passes);
    }
    this.memoryKib = memoryKib;
    this.passes = passes;
  }

  /** What to keep of a password. */
  public String hash(Secret password) {
    var salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    var hash = new byte[HASH_BYTES];
    derive(password, salt, memoryKib, passes, 1, hash);
    return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
        .formatted(memoryKib, passes, ENCODER.encodeToString(salt), ENCODER.encodeToString(hash));
  }

  /** Whether this is the password that {@code kept} was made of. */
  public boolean matches(Secret password, String kept) {
    var parts = NOTATION.matcher(kept);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not an Argon2id hash");
    }
    var expected = DECODER.decode(parts.group(5));
    var found = new byte[expected.length];
    derive(
        password,
        DECODER.decode(parts.group(4)),
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)),
        found);
    return MessageDigest.isEqual(expected, found);
  }

  /** Takes as long as {@link #matches}, so that time does not tell whether there is an account. */
  public void matchNobody(Secret password) {
    derive(password, new byte[SALT_BYTES], memoryKib, passes, 1, new byte[HASH_BYTES]);
  }

  private static void derive(
      Secret password, byte[] salt, int memoryKib, int passes, int lanes, byte[] into) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    generator.generateBytes(password.reveal().getBytes(StandardCharsets.UTF_8), into);
  }
}
