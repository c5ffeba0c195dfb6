package io.taskcall.dedup.http;

import io.taskcall.contracts.Fingerprint;
import io.taskcall.dedup.domain.Alerts;
import io.taskcall.dedup.domain.Alerts.Lookup;
import io.taskcall.dedup.domain.Dedup;
import io.taskcall.dedup.domain.Progress;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What is known of an alert. */
@Path("/api/v1/alerts")
@Produces(MediaType.APPLICATION_JSON)
class AlertsResource {
  private final Alerts alerts;
  private final Progress progress;
  private final Dedup dedup;
  private final Caller caller;
  private final Clock clock = Clock.systemUTC();

  AlertsResource(Alerts alerts, Progress progress, Dedup dedup, Caller caller) {
    this.alerts = alerts;
    this.progress = progress;
    this.dedup = dedup;
    this.caller = caller;
  }

  /** How far behind the service is. */
  record LagBody(String state, long lag, List<Progress.PartitionLag> partitions) {}

  @GET
  @Path("lag")
  @Operation(summary = "How many events are still to be judged")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = LagBody.class)))
  public LagBody lag(@Parameter(hidden = true) @HeaderParam("Authorization") @Nullable String key) {
    var _ = caller.organization(key);
    var report = progress.report();
    return new LagBody(report.state(), report.lag(), report.partitions());
  }

  @GET
  @Path("{fingerprint}")
  @Operation(summary = "An alert as it is now")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = AlertBody.class)))
  @APIResponse(responseCode = "404", description = "Never heard of, forgotten, or not yours")
  @APIResponse(responseCode = "503", description = "The memory is being restored; ask again")
  public Response alert(
      @PathParam("fingerprint") String fingerprint,
      @Parameter(hidden = true) @HeaderParam("Authorization") @Nullable String key) {
    var organization = caller.organization(key);
    Fingerprint alert;
    try {
      alert = new Fingerprint(fingerprint);
    } catch (IllegalArgumentException e) {
      return Problem.of(Response.Status.NOT_FOUND, "No such alert: " + e.getMessage());
    }
    return switch (alerts.find(alert)) {
      case Lookup.Found(var state) when state.ref().organizationId().equals(organization) ->
          Response.ok(AlertBody.of(state, dedup.view(state, clock.instant()))).build();
      case Lookup.Found _, Lookup.Unknown _ ->
          Problem.of(Response.Status.NOT_FOUND, "No such alert is remembered.");
      case Lookup.Restoring _ ->
          Problem.of(
              Response.Status.SERVICE_UNAVAILABLE,
              "What is known of alerts is being restored; ask again in a few seconds.");
    };
  }
}
