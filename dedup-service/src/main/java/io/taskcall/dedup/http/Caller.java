package io.taskcall.dedup.http;

import io.taskcall.dedup.domain.Owners;
import io.taskcall.rights.Right;
import io.taskcall.rights.token.Tokens;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds out for whom a request speaks. */
@Singleton
class Caller {
  private static final String SCHEME = "Bearer ";

  private final Owners owners;
  private final Tokens tokens;
  private final Clock clock = Clock.systemUTC();

  Caller(Owners owners, Tokens tokens) {
    this.owners = owners;
    this.tokens = tokens;
  }

  /** The organization that the request's API key or token speaks for, if it may be read with it. */
  UUID organization(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw refused("an API key is needed: Authorization: Bearer <key>");
    }
    var key = authorization.substring(SCHEME.length()).strip();
    var now = clock.instant();
    var owner =
        tokens
            .read(key, now)
            .map(owners::ownerOf)
            .orElseGet(() -> owners.ownerOf(key, now))
            .orElseThrow(() -> refused("this API key is not valid"));
    if (!owner.rights().contains(Right.READ)) {
      throw new ForbiddenException(
          "this needs the right " + Right.READ.wireName() + ", which this API key lacks");
    }
    return owner.organizationId();
  }

  private static NotAuthorizedException refused(String why) {
    return new NotAuthorizedException(
        why,
        Response.status(Response.Status.UNAUTHORIZED).header("WWW-Authenticate", "Bearer").build());
  }
}
