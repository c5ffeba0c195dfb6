package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.rights.Needs;
import io.taskcall.rights.Right;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How one service does and did, and who feels it. */
@Path("/api/v1/services")
@Tag(name = "impact")
public final class ServiceHealthResource {
  private final Standing standing;

  ServiceHealthResource(Standing standing) {
    this.standing = standing;
  }

  @GET
  @Path("{id}/impact")
  @Operation(summary = "What a service goes through, and which business services feel it")
  public Uni<ImpactBody> impact(
      @Context ContainerRequestContext request, @PathParam("id") String id) {
    return standing
        .of(Authentication.caller(request).organizationId(), Standing.today())
        .map(overview -> ImpactBody.of(ServiceRef.find(overview.graph(), id), overview));
  }

  @GET
  @Path("{id}/status")
  @Operation(summary = "How a service does now and did in the last days")
  @Needs(toLook = Right.VIEW_STATUS)
  public Uni<HealthBody> status(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      @QueryParam("days") @DefaultValue("30") int days,
      @QueryParam("zone") @DefaultValue("UTC") String zone) {
    return standing
        .of(Authentication.caller(request).organizationId(), Standing.lastDays(days, zone))
        .map(overview ->
            HealthBody.of(overview.health(ServiceRef.find(overview.graph(), id)), zone));
  }
}
