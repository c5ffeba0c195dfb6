package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Ids;
import io.taskcall.oncall.OncallConfig;
import io.taskcall.oncall.domain.status.Dashboard;
import io.taskcall.oncall.postgres.Dashboards;
import io.taskcall.oncall.postgres.Dashboards.Kept;
import io.taskcall.oncall.postgres.Definitions.Kind;
import io.taskcall.oncall.postgres.SecretUrls;
import io.taskcall.oncall.postgres.ServiceGraphs;
import io.taskcall.rights.Needs;
import io.taskcall.rights.Right;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Dashboards: how services do, for chosen people. */
@Needs(toLook = Right.VIEW_STATUS)
@Path("/api/v1/dashboards")
@Tag(name = "status")
public final class DashboardResource {
  private final Dashboards dashboards;
  private final DashboardViews views;
  private final ServiceGraphs graphs;
  private final SecretUrls urls;
  private final OncallConfig config;
  private final Once once;
  private final Filed filed;

  DashboardResource(
      Dashboards dashboards,
      DashboardViews views,
      ServiceGraphs graphs,
      SecretUrls urls,
      OncallConfig config,
      Once once,
      Filed filed) {
    this.dashboards = dashboards;
    this.views = views;
    this.graphs = graphs;
    this.urls = urls;
    this.config = config;
    this.once = once;
    this.filed = filed;
  }

  @GET
  @Operation(summary = "The dashboards of the organization")
  public Uni<Listing<DashboardBody>> list(@Context ContainerRequestContext request) {
    return urls.links()
        .flatMap(links ->
            dashboards
                .of(Authentication.caller(request).organizationId())
                .map(all ->
                    Listing.whole(
                        all.stream()
                            .map(kept -> DashboardBody.of(kept, links, config.publicUrl()))
                            .toList())));
  }

  @POST
  @Operation(summary = "Make a dashboard", description = "url is its link if it is public.")
  @RequestBody(content = @Content(schema = @Schema(implementation = DashboardBody.Wish.class)))
  @APIResponse(
      responseCode = "201",
      description = "It is made.",
      content = @Content(schema = @Schema(implementation = DashboardBody.class)))
  public Uni<Response> make(@Context ContainerRequestContext request, byte @Nullable [] body) {
    var organization = Authentication.caller(request).organizationId();
    var id = Ids.derive("dashboard", organization, Once.cause(request));
    var dashboard = Body.read(DashboardBody.Wish.class, body).dashboard(id, organization);
    return once.answer(
        request,
        body,
        () ->
            save(dashboard)
                .flatMap(_ -> found(request, id.toString()))
                .flatMap(this::body)
                .map(made -> Response.status(Response.Status.CREATED).entity(made).build()));
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One dashboard, as it was made")
  public Uni<DashboardBody> one(
      @Context ContainerRequestContext request, @PathParam("id") String id) {
    return found(request, id).flatMap(this::body);
  }

  @PUT
  @Path("{id}")
  @Operation(summary = "Make a dashboard another", description = "Its link stays.")
  @RequestBody(content = @Content(schema = @Schema(implementation = DashboardBody.Wish.class)))
  public Uni<DashboardBody> change(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      byte @Nullable [] body) {
    var wish = Body.read(DashboardBody.Wish.class, body);
    return found(request, id)
        .call(kept ->
            filed.refuse(kept.dashboard().organizationId(), Kind.DASHBOARD, kept.dashboard().id()))
        .map(kept -> wish.dashboard(kept.dashboard().id(), kept.dashboard().organizationId()))
        .flatMap(this::save)
        .flatMap(_ -> found(request, id))
        .flatMap(this::body);
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Remove a dashboard and its subscriptions; its link works no more")
  @APIResponse(responseCode = "204", description = "It is removed.")
  public Uni<Response> remove(
      @Context ContainerRequestContext request, @PathParam("id") String id) {
    return found(request, id)
        .map(Kept::dashboard)
        .call(known -> filed.remove(known.organizationId(), Kind.DASHBOARD, known.id()))
        .flatMap(dashboards::remove)
        .map(_ -> Response.noContent().build());
  }

  @POST
  @Path("{id}/link")
  @Operation(summary = "Give a dashboard another link; the one before works no more")
  public Uni<DashboardBody> otherLink(
      @Context ContainerRequestContext request, @PathParam("id") String id) {
    return found(request, id)
        .flatMap(kept -> dashboards.closeLink(kept.dashboard()))
        .flatMap(_ -> found(request, id))
        .flatMap(this::body);
  }

  @GET
  @Path("{id}/status")
  @Operation(summary = "What a dashboard shows: its services and the incidents that they feel")
  public Uni<DashboardView> view(
      @Context ContainerRequestContext request, @PathParam("id") String id) {
    return found(request, id)
        .flatMap(kept -> views.now(kept.dashboard()))
        .map(DashboardViews.Seen::view);
  }

  @GET
  @Path("{id}/page")
  @Produces(MediaType.TEXT_HTML)
  @Operation(summary = "The same as a page for people to read")
  @APIResponse(responseCode = "200", description = "The page, without scripts.")
  public Uni<Response> page(@Context ContainerRequestContext request, @PathParam("id") String id) {
    return found(request, id)
        .flatMap(kept -> views.now(kept.dashboard()))
        .map(seen -> StatusPage.of(seen, ""));
  }

  private Uni<Void> save(Dashboard dashboard) {
    return graphs
        .of(dashboard.organizationId())
        .invoke(graph -> {
          for (int i = 0; i < dashboard.services().size(); i++) {
            if (graph.service(dashboard.services().get(i)).isEmpty()) {
              throw ProblemException.field("services[" + i + "]", "is no service");
            }
          }
        })
        .flatMap(_ -> dashboards.save(dashboard));
  }

  private Uni<DashboardBody> body(Kept kept) {
    return urls.links().map(links -> DashboardBody.of(kept, links, config.publicUrl()));
  }

  private Uni<Kept> found(ContainerRequestContext request, String id) {
    return dashboards
        .one(Authentication.caller(request).organizationId(), IncidentResource.uuid(id))
        .map(found -> found.orElseThrow(() -> ProblemException.notFound("dashboard")));
  }
}
