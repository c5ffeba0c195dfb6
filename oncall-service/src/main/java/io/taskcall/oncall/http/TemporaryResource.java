package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.Responder;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.domain.schedule.Changes;
import io.taskcall.oncall.domain.schedule.Preview;
import io.taskcall.oncall.domain.schedule.TemporarySchedule;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Temporary schedules: shifts written down one by one stand for the layers for a while. */
@Needs(toChange = Right.OVERRIDE_SCHEDULES)
@Path("/api/v1/schedules/{schedule}/temporary")
@Tag(name = "schedules")
public final class TemporaryResource {
  private static final int SHIFTS_MAX = 500;

  private final PlannedSchedules schedules;
  private final ScheduleChanges changes;
  private final Workers workers;

  TemporaryResource(PlannedSchedules schedules, ScheduleChanges changes, Workers workers) {
    this.schedules = schedules;
    this.changes = changes;
    this.workers = workers;
  }

  /** A shift, with the ids of people. */
  @Schema(name = "TemporaryShift")
  public record ShiftWish(
      @Nullable Instant start, @Nullable Instant end, @Nullable List<UUID> people) {}

  /** A temporary schedule as it is asked for. Asked for again it is the same one. */
  @Schema(name = "NewTemporarySchedule")
  public record Wish(
      @Schema(required = true) @Nullable Instant start,
      @Schema(required = true) @Nullable Instant end,
      @Schema(required = true) @Nullable List<ShiftWish> shifts,
      @Schema(description = "Whether it may leave times without anybody on call.")
          @Nullable Boolean allowGaps) {}

  /** A shift that is written down. */
  public record ShiftBody(Instant start, Instant end, List<Responder> people) {}

  /** A temporary schedule. */
  public record TemporaryBody(UUID id, Instant start, Instant end, List<ShiftBody> shifts) {
    static TemporaryBody of(TemporarySchedule temporary, Names names) {
      return new TemporaryBody(
          temporary.id(),
          temporary.during().start(),
          temporary.during().end(),
          temporary.shifts().stream()
              .map(shift ->
                  new ShiftBody(
                      shift.during().start(),
                      shift.during().end(),
                      names.responders(shift.people())))
              .toList());
    }
  }

  @GET
  @Operation(
      summary = "The temporary schedules of a schedule",
      description = "Those of the next 30 days, or of from and until, at most 400 days apart.")
  public Uni<Listing<TemporaryBody>> list(
      @Context ContainerRequestContext request,
      @PathParam("schedule") String schedule,
      @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until) {
    var window = PlannedSchedules.window(from, until);
    return schedules
        .find(request, schedule, window)
        .map(planned ->
            Listing.whole(
                planned.schedule().changes().temporary().stream()
                    .filter(temporary -> temporary.during().overlaps(window))
                    .map(temporary -> TemporaryBody.of(temporary, planned.names()))
                    .toList()));
  }

  @POST
  @Path("preview")
  @Operation(summary = "What a temporary schedule would change, without making it")
  @RequestBody(content = @Content(schema = @Schema(implementation = Wish.class)))
  @Needs(toChange = Right.READ)
  public Uni<PreviewBody> preview(
      @Context ContainerRequestContext request,
      @PathParam("schedule") String schedule,
      byte @Nullable [] body) {
    var wish = Body.read(Wish.class, body);
    return schedules
        .find(request, schedule, PlannedSchedules.during("", wish.start(), wish.end()))
        .flatMap(planned ->
            workers.work(
                () -> PreviewBody.of(preview(planned, temporary(wish, planned)), planned.names())));
  }

  @POST
  @Operation(
      summary = "Make a temporary schedule",
      description = "409 if nobody would be on call for some time, unless allowGaps says so.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Wish.class)))
  @APIResponse(
      responseCode = "201",
      description = "It is made.",
      content = @Content(schema = @Schema(implementation = TemporaryBody.class)))
  public Uni<Response> make(
      @Context ContainerRequestContext request,
      @PathParam("schedule") String schedule,
      byte @Nullable [] body) {
    var wish = Body.read(Wish.class, body);
    return schedules
        .find(request, schedule, PlannedSchedules.during("", wish.start(), wish.end()))
        .flatMap(planned -> {
          var temporary = temporary(wish, planned);
          boolean allowed = Boolean.TRUE.equals(wish.allowGaps());
          return workers
              .work(() -> preview(planned, temporary))
              .invoke(preview -> OverrideResource.refuseGaps(preview, allowed))
              .flatMap(_ -> changes.save(planned.schedule(), temporary))
              .map(_ ->
                  Response.status(Response.Status.CREATED)
                      .entity(TemporaryBody.of(temporary, planned.names()))
                      .build());
        });
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Remove a temporary schedule; the layers count again")
  @APIResponse(responseCode = "204", description = "It is removed.")
  public Uni<Response> remove(
      @Context ContainerRequestContext request,
      @PathParam("schedule") String schedule,
      @PathParam("id") String id) {
    var temporary = IncidentResource.uuid(id);
    return schedules
        .find(request, schedule, Window.ALWAYS)
        .flatMap(planned -> {
          if (planned.schedule().changes().temporary().stream()
              .noneMatch(one -> one.id().equals(temporary))) {
            throw ProblemException.notFound("temporary schedule");
          }
          return changes.remove(planned.schedule(), temporary);
        })
        .map(_ -> Response.noContent().build());
  }

  private static Preview preview(PlannedSchedule planned, TemporarySchedule temporary) {
    var schedule = planned.schedule();
    var after = schedule.with(schedule.changes().and(Changes.of(List.of(temporary))));
    return Preview.of(schedule, after, temporary.during(), planned::isHere);
  }

  private static TemporarySchedule temporary(Wish wish, PlannedSchedule planned) {
    var during = PlannedSchedules.during("", wish.start(), wish.end());
    var wanted = Limits.list("shifts", wish.shifts(), SHIFTS_MAX);
    var shifts = new ArrayList<TemporarySchedule.Planned>();
    for (int i = 0; i < wanted.size(); i++) {
      shifts.add(shift("shifts[" + i + "]", wanted.get(i), planned));
    }
    var id = Ids.derive("schedule.temporary", planned.schedule().id(), during, shifts);
    return new TemporarySchedule(id, during, shifts);
  }

  private static TemporarySchedule.Planned shift(
      String field, ShiftWish wish, PlannedSchedule planned) {
    var people = Limits.list(field + ".people", wish.people(), Limits.PEOPLE_MAX);
    planned.requireKnown(field + ".people", people);
    return new TemporarySchedule.Planned(
        PlannedSchedules.during(field + ".", wish.start(), wish.end()), people);
  }
}
