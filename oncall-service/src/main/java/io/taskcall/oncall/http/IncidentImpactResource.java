package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.impact.Graph;
import io.taskcall.oncall.domain.impact.Kind;
import io.taskcall.oncall.domain.impact.Node;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.postgres.IncidentQueries;
import io.taskcall.oncall.postgres.ServiceGraphs;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who feels an incident. */
@Path("/api/v1/incidents")
@Tag(name = "impact")
public final class IncidentImpactResource {
  private final ServiceGraphs graphs;
  private final IncidentQueries incidents;

  IncidentImpactResource(ServiceGraphs graphs, IncidentQueries incidents) {
    this.graphs = graphs;
    this.incidents = incidents;
  }

  /**
   * Whom an incident affects.
   *
   * @param affects business services
   * @param summary the same in words, as pages say it
   */
  public record IncidentImpactBody(ServiceRef service, List<ServiceRef> affects, String summary) {
    static IncidentImpactBody of(Incident incident, Graph graph) {
      var own = incident.about().service();
      var affects = graph.affectedBy(own.id());
      var service = new Node(own.id(), own.name(), Kind.TECHNICAL);
      return new IncidentImpactBody(
          ServiceRef.of(graph.service(own.id()).orElse(service)),
          ServiceRef.of(affects),
          ImpactBody.said(affects));
    }
  }

  @GET
  @Path("{id}/impact")
  @Operation(summary = "The business services that feel an incident")
  public Uni<IncidentImpactBody> impact(
      @Context ContainerRequestContext request, @PathParam("id") String id) {
    var organization = Authentication.caller(request).organizationId();
    return incidents
        .one(organization, IncidentResource.uuid(id))
        .map(found -> found.orElseThrow(() -> ProblemException.notFound("incident")))
        .flatMap(incident ->
            graphs.of(organization).map(graph -> IncidentImpactBody.of(incident, graph)));
  }
}
