package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.rights.Needs;
import io.taskcall.rights.Right;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How services do and did. */
@Needs(toLook = Right.VIEW_STATUS)
@Path("/api/v1/status")
@Tag(name = "impact")
public final class StatusResource {
  private final Standing standing;

  StatusResource(Standing standing) {
    this.standing = standing;
  }

  @GET
  @Operation(
      summary = "How services do now and did in the last days",
      description =
          "Days are those of the calendar in zone, today the last. A service is impacted while"
              + " there is an incident of it or of a service it depends on, as they depend on"
              + " each other now. kind is business, technical or all (the usual).")
  public Uni<Listing<HealthBody>> status(
      @Context ContainerRequestContext request,
      @QueryParam("kind") @DefaultValue("all") String kind,
      @QueryParam("days") @DefaultValue("30") int days,
      @QueryParam("zone") @DefaultValue("UTC") String zone) {
    var wanted = ImpactResource.kind(kind);
    return standing
        .of(Authentication.caller(request).organizationId(), Standing.lastDays(days, zone))
        .map(overview ->
            Listing.whole(
                overview.graph().services().stream()
                    .filter(wanted)
                    .map(service -> HealthBody.of(overview.health(service), zone))
                    .toList()));
  }
}
