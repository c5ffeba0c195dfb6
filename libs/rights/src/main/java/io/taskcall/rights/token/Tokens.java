package io.taskcall.rights.token;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies tokens without asking auth: its public keys are fetched in the background. Where nobody
 * has said where they are, no token is good.
 */
public final class Tokens implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final int TOKEN_MAX = 4096;
  private static final int SET_BYTES_MAX = 65_536;
  private static final String SCHEME = "Bearer ";

  /** How the header of every token begins: a JSON object. */
  private static final String BEGINNING = "eyJ";

  private final String issuer;
  private final PublishedKeys keys;
  private final Runnable end;

  Tokens(String issuer, PublishedKeys keys, Runnable end) {
    this.issuer = issuer;
    this.keys = keys;
    this.end = end;
  }

  /**
   * Reads tokens from now on, until closed.
   *
   * @param keysUrl where auth publishes its keys; if absent, every token is refused
   * @param issuer what auth calls itself
   */
  public static Tokens of(Optional<URI> keysUrl, URI issuer) {
    if (keysUrl.isEmpty()) {
      Supplier<CompletionStage<String>> nowhere =
          () -> CompletableFuture.completedStage("{\"keys\":[]}");
      return new Tokens(
          issuer.toString(), new PublishedKeys(nowhere, InstantSource.system()), () -> {});
    }
    var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    var request = HttpRequest.newBuilder(keysUrl.get()).timeout(PATIENCE).GET().build();
    var keys = new PublishedKeys(() -> fetch(http, request), InstantSource.system());
    var background = background();
    var rounds = EVERY.dividedBy(PublishedKeys.ASKED_EVERY);
    var round =
        new Runnable() {
          private long number;

          @Override
          public void run() {
            if (keys.isEmpty() || number++ % rounds == 0) {
              keys.refresh();
            }
          }
        };
    var _ =
        background.scheduleWithFixedDelay(
            round, 0, PublishedKeys.ASKED_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    return new Tokens(
        issuer.toString(),
        keys,
        () -> {
          background.shutdownNow();
          http.shutdownNow();
        });
  }

  /** What a token says, if auth has signed it for us and it is good now. */
  public Optional<Claims> read(String token, Instant now) {
    if (!isToken(token)) {
      return Optional.empty();
    }
    return TokenForm.read(
        token,
        issuer,
        (signature, _) -> key(signature).orElseThrow(() -> new UnresolvableKeyException("no key")),
        now);
  }

  /**
   * Completes when it makes sense to read the token of an {@code Authorization} header: at once if
   * its key is known, else when auth has been asked for new keys. It never fails.
   */
  public CompletionStage<Void> ready(@Nullable String authorization) {
    return bearer(authorization)
        .filter(Tokens::isToken)
        .filter(token -> !isKeyKnown(token))
        .map(_ -> keys.refresh())
        .orElseGet(() -> CompletableFuture.completedStage(null));
  }

  @Override
  public void close() {
    end.run();
  }

  private boolean isKeyKnown(String token) {
    try {
      return key(JsonWebStructure.fromCompactSerialization(token)).isPresent();
    } catch (JoseException | RuntimeException e) {
      return true; // no key makes it good
    }
  }

  private Optional<PublicKey> key(JsonWebStructure structure) {
    return structure.getHeaders().getObjectHeaderValue("kid") instanceof String id
        ? keys.named(id)
        : Optional.empty();
  }

  private static boolean isToken(String bearer) {
    return bearer.startsWith(BEGINNING)
        && bearer.length() <= TOKEN_MAX
        && bearer.chars().filter(c -> c == '.').count() == 2;
  }

  private static Optional<String> bearer(@Nullable String authorization) {
    return Optional.ofNullable(authorization)
        .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(header -> header.substring(SCHEME.length()).strip());
  }

  private static CompletionStage<String> fetch(HttpClient http, HttpRequest request) {
    var body =
        HttpResponse.BodyHandlers.limiting(
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8), SET_BYTES_MAX);
    return http.sendAsync(request, body)
        .thenApply(answer -> {
          if (answer.statusCode() != 200) {
            throw new IllegalStateException(request.uri() + " answered " + answer.statusCode());
          }
          return answer.body();
        });
  }

  private static ScheduledExecutorService background() {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name("token-keys").factory());
  }
}
