package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Ids;
import io.taskcall.oncall.postgres.Members;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Lets only owners of an API key use the API; whose key it is decides what they see. */
final class Authentication {
  private static final String CALLER = "io.taskcall.caller";
  private static final String SCHEME = "Bearer ";
  private static final int TOKEN_MAX = 200;

  private final Members members;

  Authentication(Members members) {
    this.members = members;
  }

  @ServerRequestFilter
  Uni<@Nullable Response> authenticate(ContainerRequestContext request) {
    if (!request.getUriInfo().getPath().startsWith("/api/")) {
      return Uni.createFrom().nullItem();
    }
    var token = token(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    return token
        .map(secret -> members.byKey(Ids.sha256(secret), Instant.now()))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
        .map(caller -> admit(request, caller));
  }

  /** The caller that a request was let in for. */
  static Members.Caller caller(ContainerRequestContext request) {
    if (request.getProperty(CALLER) instanceof Members.Caller caller) {
      return caller;
    }
    throw new IllegalStateException("nobody was authenticated for " + request.getUriInfo());
  }

  private static @Nullable Response admit(
      ContainerRequestContext request, Optional<Members.Caller> caller) {
    if (caller.isPresent()) {
      request.setProperty(CALLER, caller.get());
      return null;
    }
    return Response.fromResponse(
            Problem.of(Response.Status.UNAUTHORIZED, "send an API key: Authorization: Bearer …")
                .response())
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .build();
  }

  private static Optional<String> token(@Nullable String header) {
    return Optional.ofNullable(header)
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(value -> value.substring(SCHEME.length()).strip())
        .filter(value -> !value.isEmpty() && value.length() <= TOKEN_MAX);
  }
}
