package io.taskcall.sandbox.domain.grant;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes tokens that only this sandbox can have written.
 *
 * <p>They carry what they mean, so that a restarted sandbox still knows the tokens that TaskCall
 * stored.
 */
public record Seal(String secret) {
  private static final String ALGORITHM = "HmacSHA256";
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  public String seal(Token token) {
    var says = token.kind() + "|" + token.grant() + "|" + token.number();
    var encoded = ENCODER.encodeToString(says.getBytes(StandardCharsets.UTF_8));
    return "ddoauth_" + encoded + "." + ENCODER.encodeToString(signature(encoded));
  }

  public Optional<Token> open(String text) {
    var dot = text.indexOf('.');
    if (!text.startsWith("ddoauth_") || dot < 0) {
      return Optional.empty();
    }
    var encoded = text.substring("ddoauth_".length(), dot);
    var expected = ENCODER.encodeToString(signature(encoded));
    if (!same(expected, text.substring(dot + 1))) {
      return Optional.empty();
    }
    var says =
        new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8).split("\\|", 3);
    return Optional.of(new Token(Token.Kind.valueOf(says[0]), says[1], Long.parseLong(says[2])));
  }

  /** Compares without telling by its time how much was right. */
  public static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] signature(String of) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac.doFinal(of.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
    }
  }
}
