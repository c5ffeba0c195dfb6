package io.taskcall.sync.datadog;

import io.vertx.mutiny.ext.web.client.HttpRequest;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The right to call an organization's Datadog until a moment: a token, or a pair of keys. */
record Grant(
    @Nullable String accessToken,
    @Nullable String apiKey,
    @Nullable String applicationKey,
    Instant expiresAt,
    URI apiUrl) {
  Grant {
    if ((accessToken == null) == (apiKey == null || applicationKey == null)) {
      throw new IllegalArgumentException("a grant is either a token or a pair of keys");
    }
  }

  /** What Datadog turns down when it turns the grant down. */
  String secret() {
    return accessToken == null ? Objects.requireNonNull(applicationKey) : accessToken;
  }

  /** Lets a request show it. */
  <T> HttpRequest<T> on(HttpRequest<T> request) {
    return accessToken == null
        ? request
            .putHeader("DD-API-KEY", Objects.requireNonNull(apiKey))
            .putHeader("DD-APPLICATION-KEY", Objects.requireNonNull(applicationKey))
        : request.bearerTokenAuthentication(accessToken);
  }

  @Override
  public String toString() {
    return "Grant[for " + apiUrl + " until " + expiresAt + "]";
  }
}
