package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.postgres.History;
import io.taskcall.oncall.postgres.IncidentQueries;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Incidents that are like another one. */
@Path("/api/v1/incidents")
@Tag(name = "incidents")
public final class HistoryResource {
  private static final int DAYS_MAX = 366;
  private static final int SIMILAR_MAX = 50;

  private final IncidentQueries incidents;
  private final History history;

  HistoryResource(IncidentQueries incidents, History history) {
    this.incidents = incidents;
    this.history = history;
  }

  /** How many there were on a day. */
  public record DayBody(LocalDate date, int count) {}

  /**
   * Past incidents like one.
   *
   * @param days those on which there were any, in order
   * @param meanDuration ISO 8601; null if none has ended
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record PastBody(
      int count,
      @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Duration meanDuration,
      List<DayBody> days) {
    static PastBody of(History.Past past) {
      return new PastBody(
          past.count(),
          past.meanDuration().orElse(null),
          past.days().stream().map(day -> new DayBody(day.date(), day.count())).toList());
    }
  }

  @GET
  @Path("{id}/past")
  @Operation(
      summary = "Past incidents of the service like this one: per day, and how long they took",
      description = "Like it are those of the same monitor, else those with the same words.")
  public Uni<PastBody> past(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      @QueryParam("days") @DefaultValue("180") int days,
      @QueryParam("zone") @DefaultValue("UTC") String zone) {
    if (days < 1 || days > DAYS_MAX) {
      throw ProblemException.field("days", "is from 1 to " + DAYS_MAX + ", was " + days);
    }
    var where = zone(zone);
    return find(request, id)
        .flatMap(incident -> history.past(incident, Duration.ofDays(days), where))
        .map(PastBody::of);
  }

  @GET
  @Path("{id}/similar")
  @Operation(summary = "Incidents like this one that go on, of any service, newest first")
  public Uni<Listing<IncidentBody>> similar(
      @Context ContainerRequestContext request, @PathParam("id") String id) {
    return find(request, id)
        .flatMap(incident -> history.ongoing(incident, SIMILAR_MAX))
        .map(found -> Listing.whole(found.stream().map(IncidentBody::of).toList()));
  }

  private Uni<Incident> find(ContainerRequestContext request, String id) {
    return incidents
        .one(Authentication.caller(request).organizationId(), IncidentResource.uuid(id))
        .map(found -> found.orElseThrow(() -> ProblemException.notFound("incident")));
  }

  private static ZoneId zone(String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException e) {
      throw ProblemException.field("zone", "is a time zone such as Europe/Berlin");
    }
  }
}
