package io.taskcall.sync.http;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.taskcall.rights.token.Tokens;
import io.taskcall.sync.SyncConfig;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Sees that the keys by which tokens are verified are there before somebody's token is. */
final class TokenKeys {
  private final Tokens tokens;

  TokenKeys(Tokens tokens) {
    this.tokens = tokens;
  }

  @Startup
  @Produces
  @Singleton
  static Tokens tokens(SyncConfig config) {
    return Tokens.of(config.authJwksUrl(), config.authIssuer());
  }

  static void close(@Disposes Tokens tokens) {
    tokens.close();
  }

  @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
  Uni<@Nullable Response> ready(ContainerRequestContext request) {
    var authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    return Uni.createFrom()
        .completionStage(() -> tokens.ready(authorization))
        .replaceWith(Uni.createFrom().<@Nullable Response>nullItem());
  }
}
