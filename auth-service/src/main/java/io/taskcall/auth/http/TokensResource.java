package io.taskcall.auth.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.AuthConfig;
import io.taskcall.auth.domain.access.Caller;
import io.taskcall.auth.domain.token.Rotation;
import io.taskcall.auth.postgres.PostgresSigningKeys;
import io.taskcall.rights.token.Claims;
import io.taskcall.rights.token.TokenForm;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;

/** Gives whoever is known here a token by which the other services know them, for a minute. */
@Path("/api/v1/tokens")
@SecurityRequirement(name = Api.KEY)
class TokensResource {
  private final PostgresSigningKeys keys;
  private final String issuer;
  private final Clock clock;

  TokensResource(PostgresSigningKeys keys, AuthConfig config, Clock clock) {
    this.keys = keys;
    this.issuer = config.publicUrl().toString();
    this.clock = clock;
  }

  /** A token, and when it ends. */
  record Token(String token, Instant expiresAt) {
    @Override
    public String toString() {
      return "(a token until " + expiresAt + ")";
    }
  }

  @POST
  @Operation(
      summary = "Get a token for the other services",
      description =
          "It is good for a minute wherever an API key is, except here, and allows what the"
              + " caller's session or API key does. It needs no body.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Token.class)))
  public Uni<Response> make(@Context ContainerRequestContext request) {
    var caller = Callers.of(request);
    var now = clock.instant();
    return keys.signing(now)
        .map(key -> {
          var claims = claims(caller, now);
          return Response.ok(
                  new Token(TokenForm.sign(claims, issuer, key, now), claims.until()),
                  MediaType.APPLICATION_JSON_TYPE)
              .header(HttpHeaders.CACHE_CONTROL, "no-store")
              .build();
        });
  }

  private static Claims claims(Caller caller, Instant now) {
    return new Claims(
        caller.memberId(),
        caller.organizationId(),
        caller.rights(),
        now.truncatedTo(ChronoUnit.SECONDS).plus(Rotation.TOKEN_LIFE));
  }
}
