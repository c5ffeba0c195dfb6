package io.taskcall.auth.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.AuthConfig;
import io.taskcall.auth.datadog.AccessTokens;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.TokenOutcome;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Hands the mirror access tokens for Datadog. The front door must not lead here. */
@Path("/internal/integrations/{id}/datadog-token")
class TokenResource {
  private final AccessTokens tokens;
  private final String secretSha256;

  TokenResource(AccessTokens tokens, AuthConfig config) {
    this.tokens = tokens;
    this.secretSha256 = new Secret(config.internalSecret()).sha256();
  }

  /** An access token, and where it may be used. */
  record Token(String accessToken, Instant expiresAt, URI apiUrl) {
    @Override
    public String toString() {
      return "(an access token until " + expiresAt + ")";
    }
  }

  /** Keys instead of a token, and where they may be used. */
  record Keys(String apiKey, String applicationKey, Instant expiresAt, URI apiUrl) {
    @Override
    public String toString() {
      return "(keys until " + expiresAt + ")";
    }
  }

  @POST
  @Operation(hidden = true)
  public Uni<Response> token(
      @HeaderParam("Authorization") @Nullable String authorization,
      UUID id,
      @QueryParam("refused") @Nullable String refusedSha256) {
    if (!sameBytes(Bearer.of(authorization).sha256(), secretSha256)) {
      throw Bearer.refused();
    }
    return tokens.tokenFor(id, Optional.ofNullable(refusedSha256)).map(TokenResource::answer);
  }

  private static Response answer(TokenOutcome outcome) {
    return switch (outcome) {
      case TokenOutcome.Issued(var token, var apiUrl) ->
          secret(new Token(token.value().reveal(), token.expiresAt(), apiUrl));
      case TokenOutcome.Keyed(var keys, var expiresAt, var apiUrl) ->
          secret(
              new Keys(keys.apiKey().reveal(), keys.applicationKey().reveal(), expiresAt, apiUrl));
      case TokenOutcome.Unknown() ->
          Problem.response(Response.Status.NOT_FOUND, "there is no such integration");
      case TokenOutcome.NotConnected(var reason) ->
          Problem.response(Response.Status.CONFLICT, reason);
      case TokenOutcome.Unavailable(var reason) ->
          Problem.response(Response.Status.SERVICE_UNAVAILABLE, reason);
    };
  }

  private static Response secret(Object body) {
    return Response.ok(body)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header("Cache-Control", "no-store")
        .build();
  }

  /** Takes as long wherever they differ. */
  private static boolean sameBytes(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.US_ASCII), b.getBytes(StandardCharsets.US_ASCII));
  }
}
