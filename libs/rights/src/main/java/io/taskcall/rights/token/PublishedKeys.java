package io.taskcall.rights.token;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The keys that auth signs with, as far as we know them. What is known stays known until auth says
 * otherwise, however long it is away.
 */
final class PublishedKeys {
  private static final Logger LOG = Logger.getLogger(PublishedKeys.class);

  /** Nobody can make us ask more often than this, whatever tokens they show. */
  static final Duration ASKED_EVERY = Duration.ofSeconds(5);

  private final Supplier<CompletionStage<String>> source;
  private final InstantSource clock;
  private volatile Map<String, PublicKey> known = Map.of();
  private @Nullable Instant askedAt;
  private CompletableFuture<Void> asking = CompletableFuture.completedFuture(null);

  PublishedKeys(Supplier<CompletionStage<String>> source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  Optional<PublicKey> named(String id) {
    return Optional.ofNullable(known.get(id));
  }

  boolean isEmpty() {
    return known.isEmpty();
  }

  /** Asks again, unless that was done a moment ago; completes, never with a failure, when done. */
  synchronized CompletionStage<Void> refresh() {
    var now = clock.instant();
    if (askedAt == null || !now.isBefore(askedAt.plus(ASKED_EVERY))) {
      askedAt = now;
      asking = source.get().handle(this::take).toCompletableFuture();
    }
    return asking;
  }

  private @Nullable Void take(@Nullable String set, @Nullable Throwable problem) {
    if (set == null) {
      LOG.warnf("cannot read the keys that tokens are signed with: %s", problem);
      return null;
    }
    try {
      known = keys(set);
    } catch (JoseException | RuntimeException e) {
      LOG.warnf("the keys that tokens are signed with make no sense: %s", e.getMessage());
    }
    return null;
  }

  private static Map<String, PublicKey> keys(String set) throws JoseException {
    var keys = new HashMap<String, PublicKey>();
    for (var key : new JsonWebKeySet(set).getJsonWebKeys()) {
      if (key instanceof EllipticCurveJsonWebKey curve
          && EllipticCurves.P_256.equals(curve.getCurveName())
          && curve.getKeyId() != null) {
        keys.put(curve.getKeyId(), curve.getPublicKey());
      }
    }
    return Map.copyOf(keys);
  }
}
