package io.taskcall.auth.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time passwords by the clock (RFC 6238), as every authenticator app makes them: HMAC-SHA-1,
 * six digits, a new one every 30 seconds.
 */
public final class Totp {
  /** How long a code is the one that the app shows. */
  public static final int STEP_SECONDS = 30;

  private static final String ALGORITHM = "HmacSHA1";
  private static final int DIGITS = 6;

  /** Clocks of phones go wrong by a few seconds, and people take a while to type. */
  private static final int STEPS_AROUND = 1;

  private static final Pattern CODE = Pattern.compile("\\d{" + DIGITS + "}");

  private Totp() {}

  /**
   * The step that {@code code} is the code of, around now; none if it is not, or if it is of a step
   * up to {@code usedStep}, whose codes are worth nothing any more.
   */
  public static OptionalLong step(byte[] secret, String code, Instant now, long usedStep) {
    if (!CODE.matcher(code).matches()) {
      return OptionalLong.empty();
    }
    var given = code.getBytes(StandardCharsets.US_ASCII);
    long middle = now.getEpochSecond() / STEP_SECONDS;
    return LongStream.rangeClosed(middle - STEPS_AROUND, middle + STEPS_AROUND)
        .filter(step -> step > usedStep)
        .filter(step ->
            MessageDigest.isEqual(
                given, code(secret, step, DIGITS).getBytes(StandardCharsets.US_ASCII)))
        .findFirst();
  }

  /** The code of a step. */
  public static String code(byte[] secret, long step, int digits) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
      var text = Integer.toString(number);
      var padded = "0".repeat(Math.max(0, digits - text.length())) + text;
      return padded.substring(padded.length() - digits);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform must have " + ALGORITHM, e);
    }
  }
}
