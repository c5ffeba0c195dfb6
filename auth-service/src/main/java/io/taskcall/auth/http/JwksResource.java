package io.taskcall.auth.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.postgres.PostgresSigningKeys;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Tells everybody the public halves of the keys that tokens are signed with (RFC 7517). */
@Path("/.well-known/jwks.json")
class JwksResource {
  /** A key is here an hour before it signs. */
  private static final String CACHED = "public, max-age=300";

  private final PostgresSigningKeys keys;
  private final Clock clock;

  JwksResource(PostgresSigningKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  @GET
  @Operation(summary = "The public keys by which tokens are verified, as a JWK set")
  @APIResponse(responseCode = "200", description = "The keys; ES256, each with its kid.")
  public Uni<Response> keys() {
    return keys.published(clock.instant())
        .map(published ->
            Response.ok("{\"keys\":[" + String.join(",", published) + "]}")
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, CACHED)
                .build());
  }
}
