package io.taskcall.auth.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.access.Caller;
import io.taskcall.auth.domain.signin.Session;
import io.taskcall.auth.postgres.PostgresDirectory;
import io.taskcall.auth.postgres.PostgresSessions;
import io.taskcall.auth.signin.Cookies;
import io.taskcall.auth.signin.Origin;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Lets only those use the API who show an API key, or a browser in which somebody signed in. Of a
 * browser, changes are taken from our own pages alone.
 */
final class Authentication {
  private static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final PostgresDirectory directory;
  private final PostgresSessions sessions;
  private final Session.Limits limits;
  private final Cookies cookies;
  private final Origin origin;
  private final Clock clock;

  Authentication(
      PostgresDirectory directory,
      PostgresSessions sessions,
      Session.Limits limits,
      Cookies cookies,
      Origin origin,
      Clock clock) {
    this.directory = directory;
    this.sessions = sessions;
    this.limits = limits;
    this.cookies = cookies;
    this.origin = origin;
    this.clock = clock;
  }

  @ServerRequestFilter
  Uni<@Nullable Response> authenticate(ContainerRequestContext request, HttpServerRequest http) {
    if (!request.getUriInfo().getPath().startsWith("/api/") || isRegistration(request)) {
      return Uni.createFrom().nullItem();
    }
    var authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    var session = cookies.session(http);
    if (authorization == null && session.isPresent()) {
      return bySession(request, http, session.get());
    }
    return directory
        .callerOf(Bearer.of(authorization).sha256(), clock.instant())
        .map(caller -> admit(request, http, caller));
  }

  private Uni<@Nullable Response> bySession(
      ContainerRequestContext request, HttpServerRequest http, Secret session) {
    if (!SAFE.contains(request.getMethod()) && !origin.isProvenOurs(http)) {
      throw new ForbiddenException(
          "with a session, changes are taken from TaskCall's own pages alone; use an API key");
    }
    return sessions
        .caller(session.sha256(), limits, clock.instant())
        .map(caller -> admit(request, http, caller));
  }

  /** Whoever founds an organization belongs to none yet. */
  private static boolean isRegistration(ContainerRequestContext request) {
    return request.getMethod().equals(HttpMethod.POST)
        && request.getUriInfo().getPath().equals(OrganizationsResource.PATH);
  }

  private static @Nullable Response admit(
      ContainerRequestContext request, HttpServerRequest http, Optional<Caller> caller) {
    Callers.admit(request, caller.orElseThrow(Bearer::refused), http.remoteAddress().hostAddress());
    return null;
  }
}
