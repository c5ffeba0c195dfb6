package io.taskcall.oncall.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.postgres.Definitions.Kind;
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

/** Escalation policies: whom to ask, one level after the other. */
@Path("/api/v1/policies")
@Produces({MediaType.APPLICATION_JSON, Defining.YAML})
@Tag(name = "policies")
@APIResponse(responseCode = "400", description = "A field is wrong; field says which.")
@APIResponse(responseCode = "409", description = "Something else needs it, or it leaves a gap.")
@APIResponse(responseCode = "412", description = "It is not as If-Match says it is.")
public final class PolicyResource {
  private static final String EXAMPLE =
      """
      {"key": "default", "repeat": 1, "levels": [
        {"wait": "PT5M", "schedules": ["primary"]},
        {"wait": "PT10M", "people": ["ana@demo.example"], "teams": ["payments"], "roundRobin": true}]}
      """;

  private final Defining defining;

  PolicyResource(Defining defining) {
    this.defining = defining;
  }

  @GET
  @Operation(summary = "The policies of the organization")
  public Uni<Listing<JsonNode>> list(@Context ContainerRequestContext request) {
    return defining.list(request, Kind.POLICY);
  }

  @GET
  @Path("{id}")
  @Operation(
      summary = "One policy, by its id or its key",
      description = "With Accept: application/yaml, as it is written in a file.")
  public Uni<Response> one(@Context ContainerRequestContext request, @PathParam("id") String id) {
    return defining.one(request, Kind.POLICY, id);
  }

  @POST
  @Operation(summary = "A new policy", description = "409 if there is one with this key.")
  @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT), example = EXAMPLE))
  public Uni<Response> create(@Context ContainerRequestContext request, byte @Nullable [] body) {
    return defining.create(request, Kind.POLICY, body);
  }

  @PUT
  @Path("{id}")
  @Operation(
      summary = "Make a policy what the body says, by its id or its key",
      description = "Incidents that go on are asked about as they were when they opened.")
  @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT), example = EXAMPLE))
  public Uni<Response> put(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      byte @Nullable [] body) {
    return defining.put(request, Kind.POLICY, id, false, body);
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Remove a policy", description = "409 if something else needs it.")
  @APIResponse(responseCode = "204", description = "It is removed.")
  public Uni<Response> remove(
      @Context ContainerRequestContext request, @PathParam("id") String id) {
    return defining.remove(request, Kind.POLICY, id);
  }
}
