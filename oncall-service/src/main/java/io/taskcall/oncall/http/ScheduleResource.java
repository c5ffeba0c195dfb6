package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.domain.schedule.Schedule;
import io.taskcall.oncall.http.ScheduleBody.OnCallBody;
import io.taskcall.oncall.http.ScheduleBody.ShiftBody;
import io.taskcall.oncall.http.ScheduleBody.WindowBody;
import io.taskcall.oncall.postgres.Catalog;
import io.taskcall.oncall.worker.Workers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.util.Comparator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who is on call, now and later. */
@Path("/api/v1/schedules")
@Tag(name = "schedules")
public final class ScheduleResource {
  private final Catalog catalog;
  private final PlannedSchedules schedules;
  private final Workers workers;

  ScheduleResource(Catalog catalog, PlannedSchedules schedules, Workers workers) {
    this.catalog = catalog;
    this.schedules = schedules;
    this.workers = workers;
  }

  @GET
  @Operation(summary = "The schedules of the organization")
  public Uni<Listing<ScheduleBody>> schedules(@Context ContainerRequestContext request) {
    var now = Instant.now();
    return catalog
        .schedules(Authentication.caller(request).organizationId(), new Window(now, now))
        .map(directory ->
            Listing.whole(
                directory.schedules().values().stream()
                    .sorted(Comparator.comparing(Schedule::name).thenComparing(Schedule::id))
                    .map(ScheduleBody::of)
                    .toList()));
  }

  @GET
  @Path("{id}/on-call")
  @Operation(
      summary = "Who is on call, now or at an instant (ISO 8601), and who is next",
      description = "next is null if nothing changes for a year.")
  public Uni<OnCallBody> onCall(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      @QueryParam("at") @Nullable String at) {
    var instant = PlannedSchedules.instant("at", at, Instant.now());
    var year = new Window(instant.minus(PlannedSchedule.YEAR), instant.plus(PlannedSchedule.YEAR));
    return schedules
        .find(request, id, year)
        .flatMap(schedule -> workers.work(() -> schedule.at(instant)));
  }

  @GET
  @Path("{id}/shifts")
  @Operation(
      summary = "The final schedule: who is on call when, and why",
      description =
          "From now on for 30 days, or from and until, at most 400 days apart. 400 if that is more"
              + " than 10,000 shifts.")
  public Uni<Listing<ShiftBody>> shifts(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until) {
    var window = PlannedSchedules.window(from, until);
    return schedules
        .find(request, id, window)
        .flatMap(schedule -> workers.work(() -> Listing.whole(schedule.shifts(window))));
  }

  @GET
  @Path("{id}/gaps")
  @Operation(summary = "When nobody is on call")
  public Uni<Listing<WindowBody>> gaps(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until) {
    var window = PlannedSchedules.window(from, until);
    return schedules
        .find(request, id, window)
        .flatMap(schedule -> workers.work(() -> Listing.whole(schedule.gaps(window))));
  }

  @GET
  @Path("{id}/layers/{layer}/shifts")
  @Operation(
      summary = "The shifts of one layer as it was planned",
      description = "Layers are counted from 0.")
  public Uni<Listing<ShiftBody>> layer(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      @PathParam("layer") int layer,
      @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until) {
    var window = PlannedSchedules.window(from, until);
    return schedules
        .find(request, id, window)
        .flatMap(schedule ->
            workers.work(() -> Listing.whole(schedule.onlyLayer(layer).shifts(window))));
  }
}
