package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.schedule.Preview;
import io.taskcall.oncall.postgres.Definitions.Kind;
import io.taskcall.oncall.setup.CalendarImport;
import io.taskcall.oncall.setup.Configuration;
import io.taskcall.oncall.setup.Result;
import io.taskcall.oncall.setup.Wish;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Layers of a schedule that come from a calendar. */
@Path("/api/v1/schedules")
@Tag(name = "schedules")
public final class CalendarImportResource {
  private static final int NAME_MAX = 100;
  private static final int BYTES_MAX = 1_000_000;

  private final Configuration configuration;
  private final PlannedSchedules schedules;

  CalendarImportResource(Configuration configuration, PlannedSchedules schedules) {
    this.configuration = configuration;
    this.schedules = schedules;
  }

  @PUT
  @Path("{id}/calendar")
  @Consumes({"text/calendar", "*/*"})
  @Operation(
      summary = "Make layers of a calendar's file",
      description =
          "Each event becomes a layer for its attendees, called after name; those of an earlier"
              + " import under that name go. With dryRun, only what would change is said. What no"
              + " layer can say, such as EXDATE or the last Friday of a month, is refused, and so"
              + " is an event that is cancelled.")
  @APIResponse(responseCode = "200", description = "The schedule, or what would change.")
  @APIResponse(responseCode = "400", description = "An event cannot be a layer; field says which.")
  @APIResponse(responseCode = "409", description = "It leaves gaps, and allowGaps does not.")
  public Uni<Response> take(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      @QueryParam("name") @DefaultValue("calendar") String name,
      @QueryParam("priority") @DefaultValue("0") int priority,
      @QueryParam("dryRun") boolean dryRun,
      @QueryParam("allowGaps") boolean allowGaps,
      byte @Nullable [] body) {
    if (body == null || body.length == 0 || body.length > BYTES_MAX) {
      throw ProblemException.field("body", "is a calendar of up to " + BYTES_MAX + " bytes");
    }
    var calendar =
        new CalendarImport(Limits.line("name", name, NAME_MAX), priority, Body.text(body));
    var wish = new Wish(Tags.wanted(request), false, allowGaps, dryRun);
    return configuration
        .take(Defining.organization(request), id, calendar, wish, Instant.now())
        .flatMap(result ->
            result instanceof Result.Previewed(Preview preview)
                ? schedules
                    .people(request)
                    .map(
                        people -> Response.ok(OverrideBody.PreviewBody.of(preview, people)).build())
                : Uni.createFrom().item(() -> Defining.answer(result, Kind.SCHEDULE)));
  }
}
