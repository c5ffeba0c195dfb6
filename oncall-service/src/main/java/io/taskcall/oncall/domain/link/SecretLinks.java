package io.taskcall.oncall.domain.link;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links that open one thing for whoever has them. What a link says is signed, so that nothing about
 * it has to be kept, and it can be shown again; whoever wants another link counts on, and the one
 * before works no more.
 */
public final class SecretLinks {
  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern TOKEN =
      Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.(\\d{1,9})\\.([\\w-]{43})");

  private final SecretKeySpec key;

  public SecretLinks(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** What a link opens; a link for one thing opens no other. */
  public enum Purpose {
    DASHBOARD,
    CONFIRM,
    UNSUBSCRIBE,
    HEARTBEAT
  }

  /**
   * What a link says.
   *
   * @param count which of the links that were ever made for it
   */
  public record Said(UUID id, int count) {}

  /** The secret part of a link. */
  public String token(Purpose purpose, Said said) {
    var text = said.id() + "." + said.count();
    return text + "." + signature(purpose, text);
  }

  /** What a token says; empty if it was not made here for this purpose. */
  public Optional<Said> read(Purpose purpose, String token) {
    var parts = TOKEN.matcher(token);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var text = parts.group(1) + "." + parts.group(2);
    var right =
        MessageDigest.isEqual(
            signature(purpose, text).getBytes(StandardCharsets.US_ASCII),
            parts.group(3).getBytes(StandardCharsets.US_ASCII));
    return right
        ? Optional.of(new Said(UUID.fromString(parts.group(1)), Integer.parseInt(parts.group(2))))
        : Optional.empty();
  }

  private String signature(Purpose purpose, String text) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      var said = purpose.name().toLowerCase(Locale.ROOT) + " " + text;
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(said.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
