package io.taskcall.auth.http;

import io.taskcall.auth.domain.Secret;
import jakarta.ws.rs.NotAuthorizedException;
import org.jspecify.annotations.Nullable;

/** The token of an {@code Authorization} header. */
final class Bearer {
  private static final String SCHEME = "Bearer ";

  private Bearer() {}

  static Secret of(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new NotAuthorizedException(
          "an Authorization header with a bearer token is needed", SCHEME);
    }
    return new Secret(authorization.substring(SCHEME.length()).strip());
  }

  /** One answer for all that is wrong with a token. */
  static NotAuthorizedException refused() {
    return new NotAuthorizedException("the bearer token is not valid", SCHEME);
  }
}
