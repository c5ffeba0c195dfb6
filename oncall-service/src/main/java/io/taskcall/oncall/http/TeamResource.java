package io.taskcall.oncall.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.postgres.Definitions.Kind;
import io.taskcall.oncall.setup.TeamManagers;
import io.taskcall.rights.Needs;
import io.taskcall.rights.Right;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Teams: people whom policies ask together, or one after the other. */
@Path("/api/v1/teams")
@Produces({MediaType.APPLICATION_JSON, Defining.YAML})
@Tag(name = "teams")
@APIResponse(responseCode = "400", description = "A field is wrong; field says which.")
@APIResponse(responseCode = "409", description = "Something else needs it, or it leaves a gap.")
@APIResponse(responseCode = "412", description = "It is not as If-Match says it is.")
public final class TeamResource {
  private static final String EXAMPLE =
      """
      {"key": "payments", "name": "Payments", "members": ["ana@demo.example", "ben@demo.example"],
       "managers": ["ana@demo.example"]}
      """;

  private final Defining defining;
  private final TeamManagers managers;

  TeamResource(Defining defining, TeamManagers managers) {
    this.defining = defining;
    this.managers = managers;
  }

  @GET
  @Operation(summary = "The teams of the organization")
  public Uni<Listing<JsonNode>> list(@Context ContainerRequestContext request) {
    return defining.list(request, Kind.TEAM);
  }

  @GET
  @Path("{id}")
  @Operation(
      summary = "One team, by its id or its key",
      description = "With Accept: application/yaml, as it is written in a file.")
  public Uni<Response> one(@Context ContainerRequestContext request, @PathParam("id") String id) {
    return defining.one(request, Kind.TEAM, id);
  }

  @POST
  @Operation(summary = "A new team", description = "409 if there is one with this key.")
  @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT), example = EXAMPLE))
  public Uni<Response> create(@Context ContainerRequestContext request, byte @Nullable [] body) {
    return defining.create(request, Kind.TEAM, body);
  }

  @PUT
  @Path("{id}")
  @Needs(toChange = Right.RESPOND)
  @Operation(
      summary = "Make a team what the body says, by its id or its key",
      description =
          "Policies that name it ask its new members; incidents that go on do not. Its managers do"
              + " that without the right to configure.")
  @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT), example = EXAMPLE))
  public Uni<Response> put(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      byte @Nullable [] body) {
    return allow(request, id).chain(() -> defining.put(request, Kind.TEAM, id, false, body));
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Remove a team", description = "409 if something else needs it.")
  @APIResponse(responseCode = "204", description = "It is removed.")
  public Uni<Response> remove(
      @Context ContainerRequestContext request, @PathParam("id") String id) {
    return defining.remove(request, Kind.TEAM, id);
  }

  /** Whoever may configure, and a team's own managers. */
  private Uni<Void> allow(ContainerRequestContext request, String id) {
    var caller = Authentication.caller(request);
    return caller.may(Right.CONFIGURE)
        ? Uni.createFrom().voidItem()
        : managers
            .of(caller.organizationId(), id)
            .map(found -> found.orElseThrow(() -> ProblemException.notFound(Kind.TEAM.word())))
            .invoke(theirs -> {
              if (!theirs.contains(caller.userId())) {
                throw ProblemException.forbidden(
                    "this needs the right configure, or to be a manager of the team");
              }
            })
            .replaceWithVoid();
  }
}
