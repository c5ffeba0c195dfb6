package io.taskcall.auth.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Organization;
import io.taskcall.auth.people.Registrations;
import io.taskcall.auth.people.Registrations.Registered;
import io.taskcall.auth.postgres.PostgresDirectory;
import io.taskcall.rights.Right;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ServiceUnavailableException;
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

/** Organizations, as their owners found them. */
@Path(OrganizationsResource.PATH)
class OrganizationsResource {
  static final String PATH = "/api/v1/organizations";
  private static final int TEXT_MAX = 100;

  private final PostgresDirectory directory;
  private final Registrations registrations;

  OrganizationsResource(PostgresDirectory directory, Registrations registrations) {
    this.directory = directory;
    this.registrations = registrations;
  }

  /** What is asked for. */
  record Asked(
      @Schema(required = true, description = "What the organization is called")
          @Nullable String name,
      @Schema(required = true, description = "The owner's e-mail address") @Nullable String email,
      @Schema(description = "The owner's own name; the e-mail address without it")
          @Nullable String ownerName) {}

  /** An organization that waits for its owner to follow the link in the letter. */
  record Founded(UUID id, String name, String email) {}

  @GET
  @SecurityRequirement(name = Api.KEY)
  @Operation(summary = "The caller's organizations: the one of the API key")
  public Uni<Page<Organization>> list(@Context ContainerRequestContext request) {
    return directory
        .of(Callers.with(Right.VIEW_STATUS, request).organizationId())
        .map(found -> Page.whole(found.organization().stream().toList()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Register an organization",
      description =
          "Nobody needs to be signed in. The owner gets a letter with a link, which proves the"
              + " address, and chooses a password there. 403 unless AUTH_REGISTRATION is true.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Asked.class)))
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = Founded.class)))
  public Uni<Response> register(@Context HttpServerRequest request, byte @Nullable [] body) {
    var asked = Body.read(Asked.class, body);
    var name = Body.text("name", asked.name(), TEXT_MAX);
    var email = Body.text("email", asked.email(), 2 * TEXT_MAX);
    if (!email.matches("[^@\\s]+@[^@\\s]+")) {
      throw Wrong.field("email", "must be an e-mail address");
    }
    var owner = asked.ownerName();
    var person = owner == null ? email : Body.text("ownerName", owner, TEXT_MAX);
    return registrations
        .register(name, person, email, request.remoteAddress().hostAddress())
        .map(registered ->
            switch (registered) {
              case Registered.Sent(var organization) ->
                  Response.accepted(new Founded(organization.id(), name, email))
                      .type(MediaType.APPLICATION_JSON_TYPE)
                      .build();
              case Registered.NotSent() ->
                  throw new ServiceUnavailableException(
                      "the mail server does not take the letter; try again later");
              case Registered.TooMany(var left) ->
                  Problem.tooMany("Too many organizations were registered.", left);
              case Registered.Closed() ->
                  throw new ForbiddenException("organizations are not registered here by anybody");
            });
  }
}
