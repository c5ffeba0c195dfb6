package io.taskcall.auth.signin;

import io.taskcall.auth.AuthConfig;
import io.taskcall.auth.crypto.Marks;
import io.taskcall.auth.crypto.RandomSecrets;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.signin.Session;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What we keep in people's browsers: the secret of their session, and a mark that they have signed
 * in from there before. No script can read either, and other sites' forms don't carry them along.
 */
@ApplicationScoped
public class Cookies {
  private static final Duration DEVICE_LIFE = Duration.ofDays(365);
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final String DEVICE = "device";

  private final Marks marks;
  private final RandomSecrets random;
  private final Duration sessionLife;
  private final boolean secure;

  Cookies(Marks marks, RandomSecrets random, Session.Limits limits, AuthConfig config) {
    this.marks = marks;
    this.random = random;
    this.sessionLife = limits.life();
    this.secure = "https".equals(config.publicUrl().getScheme());
  }

  /** The secret that the browser shows, if it shows one. */
  public Optional<Secret> session(HttpServerRequest request) {
    return value(request, name("session")).filter(SECRET.asMatchPredicate()).map(Secret::new);
  }

  /** The cookie with the secret of a session, or of a visit before there is one. */
  public NewCookie session(Secret secret) {
    return cookie(name("session"), secret.reveal(), sessionLife);
  }

  /** Takes the secret back. */
  public NewCookie noSession() {
    return cookie(name("session"), "", Duration.ZERO);
  }

  /** By what we know a browser in which this account was signed in before. */
  public Optional<String> device(HttpServerRequest request, String email) {
    return value(request, name(DEVICE))
        .map(value -> value.split("\\.", 2))
        .filter(parts -> parts.length == 2 && marks.isOf(use(email), parts[0], parts[1]))
        .map(parts -> parts[0]);
  }

  /** The cookie by which we know the browser again. */
  public NewCookie device(String email) {
    var id = random.token().reveal();
    return cookie(name(DEVICE), id + "." + marks.of(use(email), id), DEVICE_LIFE);
  }

  private NewCookie cookie(String name, String value, Duration life) {
    return new NewCookie.Builder(name)
        .value(value)
        .path("/")
        .maxAge(Math.toIntExact(life.toSeconds()))
        .httpOnly(true)
        .secure(secure)
        .sameSite(NewCookie.SameSite.LAX)
        .build();
  }

  /** With TLS, browsers hold the name to this very host. */
  private String name(String what) {
    return (secure ? "__Host-" : "") + "taskcall-" + what;
  }

  private static String use(String email) {
    return DEVICE + ":" + email.strip().toLowerCase(Locale.ROOT);
  }

  private static Optional<String> value(HttpServerRequest request, String name) {
    return Optional.ofNullable(request.getCookie(name)).map(cookie -> cookie.getValue());
  }
}
