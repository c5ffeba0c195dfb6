package io.taskcall.oncall.domain.page;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links by which a person answers a page without signing in: the page's id, until when it works,
 * and a signature. The same page always has the same link, so that a mail sent again is the same.
 */
public final class Links {
  private static final String ALGORITHM = "HmacSHA256";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final SecretKeySpec key;
  private final Duration life;

  /**
   * Signs with {@code key}.
   *
   * @param life how long a link works after its page was due
   */
  public Links(byte[] key, Duration life) {
    this.key = new SecretKeySpec(key, ALGORITHM);
    this.life = life;
  }

  /** What the link of a page carries. */
  public String token(UUID pageId, Instant due) {
    var said = pageId + "." + due.plus(life).getEpochSecond();
    return said + "." + signature(said);
  }

  /** The page that a token stands for; empty if it was not made here or has expired. */
  public Optional<UUID> pageOf(String token, Instant now) {
    int dot = token.lastIndexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    var said = token.substring(0, dot);
    var signed =
        MessageDigest.isEqual(
            signature(said).getBytes(StandardCharsets.US_ASCII),
            token.substring(dot + 1).getBytes(StandardCharsets.UTF_8));
    return signed ? pageOf(said.split("\\.", 2), now) : Optional.empty();
  }

  private static Optional<UUID> pageOf(String[] said, Instant now) {
    var expires = Instant.ofEpochSecond(Long.parseLong(said[1]));
    return now.isBefore(expires) ? Optional.of(UUID.fromString(said[0])) : Optional.empty();
  }

  private String signature(String said) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return BASE64.encodeToString(mac.doFinal(said.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
