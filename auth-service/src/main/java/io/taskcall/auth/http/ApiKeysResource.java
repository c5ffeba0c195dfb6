package io.taskcall.auth.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.rights.Right;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;

/** The caller's API keys. */
@Path(ApiKeysResource.HERE)
@SecurityRequirement(name = Api.KEY)
class ApiKeysResource {
  static final String HERE = "/api/v1/api-keys";

  private final KeyRing keys;

  ApiKeysResource(KeyRing keys) {
    this.keys = keys;
  }

  @GET
  @Operation(summary = "The caller's API keys, by name")
  public Uni<Page<KeyRing.Item>> list(@Context ContainerRequestContext request) {
    return keys.of(Callers.asThemselves(request).memberId());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Make an API key",
      description =
          "It may do what its scopes say, as far as the caller's role goes. Its secret is in this"
              + " answer and nowhere else.")
  @RequestBody(content = @Content(schema = @Schema(implementation = KeyRing.Asked.class)))
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = KeyRing.Made.class)))
  public Uni<Response> make(@Context ContainerRequestContext request, byte @Nullable [] body) {
    var caller = Callers.with(Right.MAKE_API_KEYS, request);
    return keys.make(caller.memberId(), body, HERE, Callers.actor(request));
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Delete an API key: whoever holds it is refused from then on")
  public Uni<Void> remove(@Context ContainerRequestContext request, UUID id) {
    var caller = Callers.with(Right.MAKE_API_KEYS, request);
    return keys.remove(caller.memberId(), id, Callers.actor(request));
  }
}
