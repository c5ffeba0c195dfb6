package io.taskcall.oncall.domain.push;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** Says to push services who we are, as RFC 8292 has it: a claim, signed with a key of ours. */
public final class Vapid {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String HEADER = "{\"typ\":\"JWT\",\"alg\":\"ES256\"}";
  private static final Duration LIFE = Duration.ofMinutes(15);

  private final PrivateKey key;
  private final String publicKey;

  private Vapid(PrivateKey key, String publicKey) {
    this.key = key;
    this.publicKey = publicKey;
  }

  /** A new key, as a text to be kept. */
  public static String fresh() {
    var keys = Curve.fresh();
    return BASE64.encodeToString(keys.getPrivate().getEncoded()) + " " + publicKey(keys);
  }

  /** The key that was kept. */
  public static Vapid kept(String text) {
    var halves = text.split(" ", 2);
    try {
      var spec = new PKCS8EncodedKeySpec(Base64.getUrlDecoder().decode(halves[0]));
      return new Vapid(KeyFactory.getInstance("EC").generatePrivate(spec), halves[1]);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("this is no key that was kept", e);
    }
  }

  /** What browsers subscribe with. */
  public String publicKey() {
    return publicKey;
  }

  /**
   * What goes into {@code Authorization}.
   *
   * @param endpoint of the subscription
   * @param subject where we can be reached
   */
  public String authorization(URI endpoint, String subject, Instant now) {
    var port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
    var claims =
        "{\"aud\":\"%s://%s%s\",\"exp\":%d,\"sub\":\"%s\"}"
            .formatted(
                endpoint.getScheme(),
                endpoint.getHost(),
                port,
                now.plus(LIFE).getEpochSecond(),
                subject.replaceAll("[\"\\\\]", ""));
    var said = base64(HEADER) + "." + base64(claims);
    return "vapid t=" + said + "." + BASE64.encodeToString(signature(said)) + ", k=" + publicKey;
  }

  private byte[] signature(String text) {
    try {
      var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java signs by ECDSA", e);
    }
  }

  private static String publicKey(KeyPair keys) {
    return BASE64.encodeToString(Curve.point(keys));
  }

  private static String base64(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
