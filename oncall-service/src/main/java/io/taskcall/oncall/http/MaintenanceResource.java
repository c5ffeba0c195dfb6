package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Ids;
import io.taskcall.oncall.domain.routing.Maintenance;
import io.taskcall.oncall.postgres.Maintenances;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Maintenances of services: meanwhile alerts are recorded, and page if they fire still after it.
 */
@Path("/api/v1/services/{service}/maintenances")
@Tag(name = "maintenances")
public final class MaintenanceResource {
  private static final int NAME_MAX = 200;
  private static final Duration ONCE_MAX = Duration.ofDays(366);
  private static final Duration WEEK = Duration.ofDays(7);

  private final Maintenances maintenances;
  private final Once once;

  MaintenanceResource(Maintenances maintenances, Once once) {
    this.maintenances = maintenances;
    this.once = once;
  }

  /** A maintenance: once until a moment, or every week on a day for a while. */
  @Schema(name = "Maintenance")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record MaintenanceBody(
      @Schema(readOnly = true) @Nullable UUID id,
      @Nullable String name,
      @Schema(description = "Once: when it begins; now if left out.") @Nullable Instant from,
      @Schema(description = "Once: when it is over.") @Nullable Instant until,
      @Schema(description = "Weekly: the day on which it begins.") @Nullable DayOfWeek day,
      @Schema(description = "Weekly: when it begins, by the clock on the wall.", examples = "02:00")
          @Nullable LocalTime time,
      @Schema(description = "Weekly: the time zone.", examples = "Europe/Berlin")
          @Nullable String zone,
      @Schema(description = "Weekly: how long it takes.", examples = "PT2H")
          @JsonFormat(shape = JsonFormat.Shape.STRING)
          @Nullable Duration length) {
    static MaintenanceBody of(Maintenances.Planned planned) {
      return switch (planned.maintenance()) {
        case Maintenance.Once(String name, Instant from, Instant until) ->
            new MaintenanceBody(planned.id(), name, from, until, null, null, null, null);
        case Maintenance.Weekly weekly ->
            new MaintenanceBody(
                planned.id(),
                weekly.name(),
                null,
                null,
                weekly.day(),
                weekly.from(),
                weekly.zone().getId(),
                weekly.length());
      };
    }
  }

  @GET
  @Operation(summary = "The maintenances of a service")
  public Uni<Listing<MaintenanceBody>> list(
      @Context ContainerRequestContext request, @PathParam("service") String service) {
    return maintenances
        .list(of(request, service))
        .map(all -> Listing.whole(all.stream().map(MaintenanceBody::of).toList()));
  }

  @POST
  @Operation(
      summary = "Begin or plan a maintenance",
      description = "Either until, and from if it is not now; or day, time, zone and length.")
  @RequestBody(content = @Content(schema = @Schema(implementation = MaintenanceBody.class)))
  @APIResponse(
      responseCode = "201",
      description = "It is planned.",
      content = @Content(schema = @Schema(implementation = MaintenanceBody.class)))
  public Uni<Response> plan(
      @Context ContainerRequestContext request,
      @PathParam("service") String service,
      byte @Nullable [] body) {
    var wanted = maintenance(Body.read(MaintenanceBody.class, body), Instant.now());
    var of = of(request, service);
    return once.answer(
        request,
        body,
        () -> {
          var id = Ids.derive("maintenance", of.serviceId(), Once.cause(request));
          var planned = new Maintenances.Planned(id, wanted);
          return maintenances
              .save(of, planned)
              .map(saved -> {
                if (!saved) {
                  throw ProblemException.notFound("service");
                }
                return Response.status(Response.Status.CREATED)
                    .entity(MaintenanceBody.of(planned))
                    .build();
              });
        });
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Call a maintenance off; incidents it has silenced stay so until its end")
  @APIResponse(responseCode = "204", description = "It is called off.")
  public Uni<Response> remove(
      @Context ContainerRequestContext request,
      @PathParam("service") String service,
      @PathParam("id") String id) {
    return maintenances
        .remove(of(request, service), IncidentResource.uuid(id))
        .map(removed -> {
          if (!removed) {
            throw ProblemException.notFound("maintenance");
          }
          return Response.noContent().build();
        });
  }

  private static Maintenance maintenance(MaintenanceBody wish, Instant now) {
    var name = Limits.line("name", wish.name(), NAME_MAX);
    if (wish.until() == null) {
      return weekly(name, wish);
    }
    if (wish.day() != null || wish.time() != null || wish.length() != null) {
      throw ProblemException.field("until", "does not go with day, time or length");
    }
    var from = wish.from() == null ? now : wish.from();
    var until = Limits.moment("until", wish.until(), now, ONCE_MAX);
    if (!from.isBefore(until) || !now.isBefore(until)) {
      throw ProblemException.field("until", "is later than now and than its beginning");
    }
    return new Maintenance.Once(name, from, until);
  }

  private static Maintenance weekly(String name, MaintenanceBody wish) {
    if (wish.day() == null) {
      throw ProblemException.field("until", "or day is needed, one of the two");
    }
    var length = Limits.present("length", wish.length());
    if (!length.isPositive() || length.compareTo(WEEK) >= 0) {
      throw ProblemException.field("length", "is more than nothing and less than a week");
    }
    var time = Limits.present("time", wish.time());
    return new Maintenance.Weekly(name, zone(wish.zone()), wish.day(), time, length);
  }

  private static ZoneId zone(@Nullable String id) {
    try {
      return ZoneId.of(Limits.present("zone", id));
    } catch (DateTimeException e) {
      throw ProblemException.field("zone", "is a time zone such as Europe/Berlin");
    }
  }

  private static Maintenances.Of of(ContainerRequestContext request, String service) {
    return new Maintenances.Of(
        Authentication.caller(request).organizationId(), IncidentResource.uuid(service));
  }
}
