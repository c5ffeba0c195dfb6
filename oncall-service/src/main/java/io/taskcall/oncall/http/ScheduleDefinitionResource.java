package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.schedule.Preview;
import io.taskcall.oncall.postgres.Definitions.Kind;
import io.taskcall.oncall.setup.Result;
import io.taskcall.rights.Needs;
import io.taskcall.rights.Right;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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

/** Schedules as they are written down. */
@Path("/api/v1/schedules")
@Produces({MediaType.APPLICATION_JSON, Defining.YAML})
@Tag(name = "schedules")
@APIResponse(responseCode = "400", description = "A field is wrong; field says which.")
@APIResponse(responseCode = "409", description = "Something else needs it, or it leaves a gap.")
@APIResponse(responseCode = "412", description = "It is not as If-Match says it is.")
public final class ScheduleDefinitionResource {
  private static final String EXAMPLE =
      """
      {"key": "primary", "timeZone": "Europe/Berlin",
        "rotation": {"type": "weekly", "start": "2026-01-05T09:00"},
        "participants": [["ana@demo.example"], ["ben@demo.example"]]}
      """;

  private final Defining defining;
  private final PlannedSchedules schedules;

  ScheduleDefinitionResource(Defining defining, PlannedSchedules schedules) {
    this.defining = defining;
    this.schedules = schedules;
  }

  @POST
  @Path("{id}/preview")
  @Operation(
      summary = "What a change of a schedule would do in the year to come, without making it",
      description = "Who before and after, gaps it would leave, people on call twice at once.")
  @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT), example = EXAMPLE))
  @Needs(toChange = Right.READ)
  public Uni<OverrideBody.PreviewBody> preview(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      byte @Nullable [] body) {
    return defining
        .preview(request, id, body)
        .flatMap(result -> {
          if (result instanceof Result.Previewed(Preview preview)) {
            return schedules
                .people(request)
                .map(people -> OverrideBody.PreviewBody.of(preview, people));
          }
          throw new IllegalStateException(
              "a preview was answered with " + Defining.answer(result, Kind.SCHEDULE));
        });
  }

  @GET
  @Path("{id}")
  @Operation(
      summary = "One schedule, by its id or its key",
      description = "With Accept: application/yaml, as it is written in a file.")
  public Uni<Response> one(@Context ContainerRequestContext request, @PathParam("id") String id) {
    return defining.one(request, Kind.SCHEDULE, id);
  }

  @POST
  @Operation(summary = "A new schedule", description = "409 if there is one with this key.")
  @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT), example = EXAMPLE))
  public Uni<Response> create(@Context ContainerRequestContext request, byte @Nullable [] body) {
    return defining.create(request, Kind.SCHEDULE, body);
  }

  @PUT
  @Path("{id}")
  @Operation(
      summary = "Make a schedule what the body says, by its id or its key",
      description =
          "409 with its gaps if somebody is on call now when nobody would be, unless allowGaps is"
              + " true.")
  @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT), example = EXAMPLE))
  public Uni<Response> put(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      @QueryParam("allowGaps") boolean allowGaps,
      byte @Nullable [] body) {
    return defining.put(request, Kind.SCHEDULE, id, allowGaps, body);
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Remove a schedule", description = "409 if something else needs it.")
  @APIResponse(responseCode = "204", description = "It is removed.")
  public Uni<Response> remove(
      @Context ContainerRequestContext request, @PathParam("id") String id) {
    return defining.remove(request, Kind.SCHEDULE, id);
  }
}
