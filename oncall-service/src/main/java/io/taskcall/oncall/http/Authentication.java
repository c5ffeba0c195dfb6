package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Ids;
import io.taskcall.oncall.postgres.Members;
import io.taskcall.rights.Needs;
import io.taskcall.rights.Right;
import io.taskcall.rights.token.Tokens;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Lets only those use the API who show an API key or a token. Whose it is decides what they see,
 * its rights what they may do.
 */
final class Authentication {
  private static final String CALLER = "io.taskcall.caller";
  private static final String SCHEME = "Bearer ";
  private static final int KEY_MAX = 200;

  private final Members members;
  private final Tokens tokens;

  Authentication(Members members, Tokens tokens) {
    this.members = members;
    this.tokens = tokens;
  }

  @ServerRequestFilter
  Uni<@Nullable Response> authenticate(ContainerRequestContext request, ResourceInfo asked) {
    if (!request.getUriInfo().getPath().startsWith("/api/")) {
      return Uni.createFrom().nullItem();
    }
    return caller(request.getHeaderString(HttpHeaders.AUTHORIZATION), Instant.now())
        .map(caller -> admit(request, caller, asked.getResourceMethod()));
  }

  private Uni<Optional<Members.Caller>> caller(@Nullable String header, Instant now) {
    var bearer = bearer(header);
    var claims = bearer.flatMap(token -> tokens.read(token, now));
    if (claims.isPresent()) {
      return members.byToken(claims.get());
    }
    return bearer
        .filter(key -> key.length() <= KEY_MAX)
        .map(key -> members.byKey(Ids.sha256(key), now))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  /** The caller that a request was let in for. */
  static Members.Caller caller(ContainerRequestContext request) {
    if (request.getProperty(CALLER) instanceof Members.Caller caller) {
      return caller;
    }
    throw new IllegalStateException("nobody was authenticated for " + request.getUriInfo());
  }

  private static @Nullable Response admit(
      ContainerRequestContext request, Optional<Members.Caller> caller, Method asked) {
    if (caller.isPresent()) {
      request.setProperty(CALLER, caller.get());
      return allow(caller.get(), Needs.Found.by(asked, request.getMethod()));
    }
    return Response.fromResponse(
            Problem.of(Response.Status.UNAUTHORIZED, "send an API key: Authorization: Bearer …")
                .response())
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .build();
  }

  private static @Nullable Response allow(Members.Caller caller, Right needed) {
    return caller.may(needed)
        ? null
        : Problem.of(
                Response.Status.FORBIDDEN,
                "this needs the right "
                    + needed.wireName()
                    + ", which this "
                    + (caller.until().isPresent() ? "token" : "API key")
                    + " lacks")
            .response();
  }

  private static Optional<String> bearer(@Nullable String header) {
    return Optional.ofNullable(header)
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(value -> value.substring(SCHEME.length()).strip())
        .filter(value -> !value.isEmpty());
  }
}
