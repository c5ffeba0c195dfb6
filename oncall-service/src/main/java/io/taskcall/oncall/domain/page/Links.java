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
 * Links by which a person answers a page without signing in: the page's id and a signature. The
 * same page always has the same link, so that a mail sent again is the same. A link works for as
 * long as there is something to answer, since nobody may be kept from it, and for a while shows how
 * it ended.
 */
public final class Links {
  private static final String ALGORITHM = "HmacSHA256";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final SecretKeySpec key;
  private final Duration life;

  /**
   * Signs with {@code key}.
   *
   * @param life how long a link works after its incident was resolved
   */
  public Links(byte[] key, Duration life) {
    this.key = new SecretKeySpec(key, ALGORITHM);
    this.life = life;
  }

  /** What the link of a page carries. */
  public String token(UUID pageId) {
    return pageId + "." + signature(pageId.toString());
  }

  /** The page that a token stands for; empty if it was not made here. */
  public Optional<UUID> pageOf(String token) {
    int dot = token.lastIndexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    var said = token.substring(0, dot);
    var signed =
        MessageDigest.isEqual(
            signature(said).getBytes(StandardCharsets.US_ASCII),
            token.substring(dot + 1).getBytes(StandardCharsets.UTF_8));
    return signed ? Optional.of(UUID.fromString(said)) : Optional.empty();
  }

  /**
   * Whether the link of a page works.
   *
   * @param over when its incident was resolved, if it was
   */
  public boolean work(Optional<Instant> over, Instant now) {
    return over.map(at -> now.isBefore(at.plus(life))).orElse(true);
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
