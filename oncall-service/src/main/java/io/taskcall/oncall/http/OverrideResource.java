package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.domain.schedule.Changes;
import io.taskcall.oncall.domain.schedule.Preview;
import io.taskcall.oncall.domain.schedule.ScheduleOverride;
import io.taskcall.oncall.http.OverrideBody.PreviewBody;
import io.taskcall.oncall.postgres.ScheduleChanges;
import io.taskcall.oncall.worker.Workers;
import io.taskcall.rights.Needs;
import io.taskcall.rights.Right;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Overrides: somebody else than planned is on call for a while. */
@Needs(toChange = Right.OVERRIDE_SCHEDULES)
@Path("/api/v1/schedules/{schedule}/overrides")
@Tag(name = "schedules")
public final class OverrideResource {
  private final PlannedSchedules schedules;
  private final ScheduleChanges changes;
  private final Workers workers;

  OverrideResource(PlannedSchedules schedules, ScheduleChanges changes, Workers workers) {
    this.schedules = schedules;
    this.changes = changes;
    this.workers = workers;
  }

  @GET
  @Operation(
      summary = "The overrides of a schedule",
      description = "Those of the next 30 days, or of from and until, at most 400 days apart.")
  public Uni<Listing<OverrideBody>> overrides(
      @Context ContainerRequestContext request,
      @PathParam("schedule") String schedule,
      @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until) {
    var window = PlannedSchedules.window(from, until);
    return schedules
        .find(request, schedule, window)
        .map(planned ->
            Listing.whole(
                planned.schedule().changes().overrides().stream()
                    .filter(override -> override.during().overlaps(window))
                    .map(override -> OverrideBody.of(override, planned))
                    .toList()));
  }

  @POST
  @Path("preview")
  @Operation(summary = "What an override would change, without making it")
  @RequestBody(content = @Content(schema = @Schema(implementation = OverrideBody.Wanted.class)))
  @Needs(toChange = Right.READ)
  public Uni<PreviewBody> preview(
      @Context ContainerRequestContext request,
      @PathParam("schedule") String schedule,
      byte @Nullable [] body) {
    var wanted = Body.read(OverrideBody.Wanted.class, body);
    return schedules
        .find(request, schedule, wanted.during())
        .flatMap(planned ->
            workers.work(
                () -> PreviewBody.of(preview(planned, wanted.override(planned)), planned.names())));
  }

  @POST
  @Operation(
      summary = "Make an override",
      description = "409 if nobody would be on call for some time, unless allowGaps says so.")
  @RequestBody(content = @Content(schema = @Schema(implementation = OverrideBody.Wanted.class)))
  @APIResponse(
      responseCode = "201",
      description = "It is made.",
      content = @Content(schema = @Schema(implementation = OverrideBody.class)))
  public Uni<Response> make(
      @Context ContainerRequestContext request,
      @PathParam("schedule") String schedule,
      byte @Nullable [] body) {
    var wanted = Body.read(OverrideBody.Wanted.class, body);
    return schedules
        .find(request, schedule, wanted.during())
        .flatMap(planned -> {
          var override = wanted.override(planned);
          return workers
              .work(() -> preview(planned, override))
              .invoke(preview -> refuseGaps(preview, Boolean.TRUE.equals(wanted.allowGaps())))
              .flatMap(_ -> changes.save(planned.schedule(), override))
              .map(_ ->
                  Response.status(Response.Status.CREATED)
                      .entity(OverrideBody.of(override, planned))
                      .build());
        });
  }

  @DELETE
  @Path("{id}")
  @Operation(
      summary = "Remove an override",
      description = "409 if nobody would be on call for some time, unless allowGaps says so.")
  public Uni<Response> remove(
      @Context ContainerRequestContext request,
      @PathParam("schedule") String schedule,
      @PathParam("id") String id,
      @QueryParam("allowGaps") boolean allowGaps) {
    var override = IncidentResource.uuid(id);
    return schedules
        .find(request, schedule, Window.ALWAYS)
        .flatMap(planned ->
            workers
                .work(() -> previewWithout(planned, override))
                .invoke(preview -> refuseGaps(preview, allowGaps))
                .flatMap(_ -> changes.remove(planned.schedule(), override)))
        .map(removed -> {
          if (!removed) {
            throw ProblemException.conflict("it is written in the setup file; remove it there");
          }
          return Response.noContent().build();
        });
  }

  private static Preview preview(PlannedSchedule planned, ScheduleOverride override) {
    var schedule = planned.schedule();
    var after = schedule.with(schedule.changes().and(Changes.of(List.of(override))));
    return Preview.of(schedule, after, override.during(), planned::isHere);
  }

  private static Preview previewWithout(PlannedSchedule planned, UUID id) {
    var schedule = planned.schedule();
    var all = schedule.changes();
    var removed =
        all.overrides().stream()
            .filter(override -> override.id().equals(id))
            .findFirst()
            .orElseThrow(() -> ProblemException.notFound("override"));
    var left = all.overrides().stream().filter(override -> !override.equals(removed)).toList();
    var after = schedule.with(new Changes(left, all.temporary(), all.swaps()));
    return Preview.of(schedule, after, removed.during(), planned::isHere);
  }

  /** A change that leaves a gap has to be allowed. */
  static void refuseGaps(Preview preview, boolean allowed) {
    if (!preview.gaps().isEmpty() && !allowed) {
      throw ProblemException.gaps(preview.gaps());
    }
  }
}
