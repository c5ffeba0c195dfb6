package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.impact.Graph;
import io.taskcall.oncall.domain.impact.Linking;
import io.taskcall.oncall.domain.impact.Node;
import io.taskcall.oncall.postgres.ServiceGraphs;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What services depend on. */
@Path("/api/v1/services/{id}/dependencies")
@Tag(name = "impact")
@APIResponse(responseCode = "404", description = "There is no such service.")
public final class DependencyResource {
  private static final int MOST = 200;

  private final ServiceGraphs graphs;

  DependencyResource(ServiceGraphs graphs) {
    this.graphs = graphs;
  }

  /**
   * A service among the others.
   *
   * @param dependsOn what it needs itself
   * @param usedBy what needs it itself
   * @param affects the business services that its trouble reaches
   */
  public record DependenciesBody(
      ServiceRef service,
      List<ServiceRef> dependsOn,
      List<ServiceRef> usedBy,
      List<ServiceRef> affects) {
    static DependenciesBody of(Node service, Graph graph) {
      return new DependenciesBody(
          ServiceRef.of(service),
          ServiceRef.of(graph.dependencies(service.id())),
          ServiceRef.of(graph.dependents(service.id())),
          ServiceRef.of(graph.affectedBy(service.id())));
    }
  }

  /** What a service is to depend on. */
  @Schema(name = "Dependencies")
  public record Wish(
      @Schema(description = "Ids of services; none if it is empty.", required = true)
          @Nullable List<UUID> dependsOn) {}

  /** One more that a service is to depend on. */
  @Schema(name = "Dependency")
  public record OneMore(@Schema(description = "The id of a service.") @Nullable UUID service) {}

  @GET
  @Operation(summary = "What a service depends on, what depends on it, and whom it affects")
  public Uni<DependenciesBody> look(
      @Context ContainerRequestContext request, @PathParam("id") String id) {
    return graphs
        .of(Authentication.caller(request).organizationId())
        .map(graph -> DependenciesBody.of(ServiceRef.find(graph, id), graph));
  }

  @PUT
  @Operation(
      summary = "Say what a service depends on",
      description = "409 if a service would depend on itself; detail names the cycle.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Wish.class)))
  @APIResponse(responseCode = "409", description = "It would close a cycle, which detail names.")
  public Uni<DependenciesBody> replace(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      byte @Nullable [] body) {
    var wish = Limits.present("dependsOn", Body.read(Wish.class, body).dependsOn());
    var all = wish.isEmpty() ? wish : Limits.list("dependsOn", wish, MOST);
    return change(request, id, _ -> new LinkedHashSet<>(all), "dependsOn");
  }

  @POST
  @Operation(
      summary = "Let a service depend on one more",
      description = "409 if a service would depend on itself; detail names the cycle.")
  @RequestBody(content = @Content(schema = @Schema(implementation = OneMore.class)))
  @APIResponse(responseCode = "409", description = "It would close a cycle, which detail names.")
  public Uni<DependenciesBody> add(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      byte @Nullable [] body) {
    var other = Limits.present("service", Body.read(OneMore.class, body).service());
    return change(
        request,
        id,
        now -> {
          now.add(other);
          return now;
        },
        "service");
  }

  @DELETE
  @Path("{other}")
  @Operation(summary = "Let a service depend on another one no more")
  public Uni<DependenciesBody> remove(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      @PathParam("other") String other) {
    var removed = IncidentResource.uuid(other);
    return change(
        request,
        id,
        now -> {
          if (!now.remove(removed)) {
            throw ProblemException.notFound("dependency");
          }
          return now;
        },
        "service");
  }

  private Uni<DependenciesBody> change(
      ContainerRequestContext request, String id, UnaryOperator<Set<UUID>> change, String field) {
    var service = IncidentResource.uuid(id);
    return graphs
        .link(Authentication.caller(request).organizationId(), service, change)
        .map(linking ->
            switch (linking) {
              case Linking.Linked(Graph graph) ->
                  DependenciesBody.of(ServiceRef.find(graph, id), graph);
              case Linking.Cycle cycle ->
                  throw ProblemException.conflict("it would close a cycle: " + cycle.said());
              case Linking.Unknown(UUID unknown) when unknown.equals(service) ->
                  throw ProblemException.notFound("service");
              case Linking.Unknown(UUID unknown) ->
                  throw ProblemException.field(field, "names no service: " + unknown);
            });
  }
}
