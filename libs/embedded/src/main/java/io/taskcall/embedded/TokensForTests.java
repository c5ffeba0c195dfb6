package io.taskcall.embedded;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.taskcall.rights.Right;
import io.taskcall.rights.token.Claims;
import io.taskcall.rights.token.TokenForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Signs tokens as auth does, and publishes the key to the {@code @QuarkusTest}. */
public final class TokensForTests implements QuarkusTestResourceLifecycleManager {
  private static final String ISSUER = "https://tokens.example";
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final EllipticCurveJsonWebKey KEY = key();
  private static final String URL = publish();

  @Override
  public Map<String, String> start() {
    return Map.of("TASKCALL_AUTH_JWKS_URL", URL, "TASKCALL_AUTH_ISSUER", ISSUER);
  }

  @Override
  public void stop() {
    // The key is published for the whole test run and ends with it.
  }

  /** A token of somebody who may do this. */
  public static String token(UUID member, UUID organization, Right... rights) {
    return endingIn(LONG, member, organization, rights);
  }

  /** One that is good for this long from now. */
  public static String endingIn(Duration life, UUID member, UUID organization, Right... rights) {
    return sign(claims(member, organization, life, rights), KEY);
  }

  /** One that ended a moment ago. */
  public static String expired(UUID member, UUID organization, Right... rights) {
    return endingIn(Duration.ofSeconds(-1), member, organization, rights);
  }

  /** One that somebody else has signed under the name of the same key. */
  public static String forged(UUID member, UUID organization, Right... rights) {
    return sign(claims(member, organization, LONG, rights), key());
  }

  private static Claims claims(UUID member, UUID organization, Duration life, Right... rights) {
    return new Claims(
        member, organization, Set.copyOf(Arrays.asList(rights)), Instant.now().plus(life));
  }

  private static String sign(Claims claims, EllipticCurveJsonWebKey key) {
    return TokenForm.sign(claims, ISSUER, key, Instant.now().minusSeconds(2));
  }

  private static EllipticCurveJsonWebKey key() {
    try {
      var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
      key.setKeyId("of-tests");
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException("cannot make a key", e);
    }
  }

  private static String publish() {
    var set = new JsonWebKeySet(KEY).toJson(OutputControlLevel.PUBLIC_ONLY);
    var body = set.getBytes(StandardCharsets.UTF_8);
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/jwks.json",
          exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
      return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json";
    } catch (IOException e) {
      throw new UncheckedIOException("cannot publish keys", e);
    }
  }
}
