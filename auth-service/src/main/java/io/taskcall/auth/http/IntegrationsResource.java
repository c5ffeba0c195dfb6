package io.taskcall.auth.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Integration;
import io.taskcall.auth.domain.MakeOutcome;
import io.taskcall.auth.domain.Removal;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.ingest.Doors;
import io.taskcall.auth.life.Integrations;
import io.taskcall.auth.postgres.PostgresDirectory;
import io.taskcall.auth.postgres.PostgresRemovals;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IntegrationEvent.Tool;
import io.taskcall.rights.Right;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;

/** The integrations of the caller's organization. */
@Path("/api/v1/integrations")
@SecurityRequirement(name = Api.KEY)
class IntegrationsResource {
  private static final int NAME_MAX = 100;

  private final PostgresDirectory directory;
  private final PostgresRemovals removed;
  private final Integrations integrations;
  private final Doors doors;

  IntegrationsResource(
      PostgresDirectory directory,
      PostgresRemovals removed,
      Integrations integrations,
      Doors doors) {
    this.directory = directory;
    this.removed = removed;
    this.integrations = integrations;
    this.doors = doors;
  }

  /** What is asked for. */
  record Asked(
      @Schema(required = true) @Nullable String name,
      @Schema(required = true, description = "datadog, alertmanager or events_v2")
          @Nullable Tool tool,
      @Schema(required = true, description = "The service's id, or its key in the setup file")
          @Nullable String service) {}

  @GET
  @Operation(
      summary = "All integrations, by name",
      description = "With those that were removed as long as Datadog has to be told of it.")
  public Uni<Page<IntegrationItem>> list(@Context ContainerRequestContext request) {
    return items(request).map(Page::whole);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One integration")
  public Uni<IntegrationItem> get(@Context ContainerRequestContext request, UUID id) {
    return items(request)
        .map(items ->
            items.stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow(IntegrationsResource::unknown));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Make an integration",
      description =
          "Its Integration URL is in this answer and nowhere else. To let TaskCall keep incidents"
              + " in step with Datadog, connect on the page /connect/datadog/initiate instead.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Asked.class)))
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = WithKey.class)))
  public Uni<Response> make(@Context ContainerRequestContext request, byte @Nullable [] body) {
    var caller = Callers.with(Right.CONFIGURE, request);
    var asked = Body.read(Asked.class, body);
    var name = Body.text("name", asked.name(), NAME_MAX);
    var tool = asked.tool();
    if (tool == null) {
      throw Wrong.field("tool", "must be datadog, alertmanager or events_v2");
    }
    var service = Body.text("service", asked.service(), NAME_MAX);
    var id = serviceId(caller.organizationId(), service);
    return integrations
        .make(name, tool, id, Callers.actor(request))
        .flatMap(keyed ->
            switch (keyed.thing()) {
              case MakeOutcome.Made(var made) ->
                  withKey(made, keyed.key())
                      .map(shown ->
                          Response.created(URI.create("/api/v1/integrations/" + made.id()))
                              .entity(shown)
                              .type(MediaType.APPLICATION_JSON_TYPE)
                              .header("Cache-Control", "no-store")
                              .build());
              case MakeOutcome.NameTaken() ->
                  throw Wrong.conflict("name", "an integration is called " + name + " already");
              case MakeOutcome.ServiceGone() ->
                  throw Wrong.field("service", "there is no service " + service);
            });
  }

  @DELETE
  @Path("/{id}")
  @Operation(
      summary = "Uninstall an integration",
      description =
          "Its URLs answer 410 from then on, and the authorization at Datadog is revoked: 200 when"
              + " that is done or not needed, 202 while Datadog has to be told yet.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = IntegrationItem.class)))
  @APIResponse(responseCode = "202", description = "Datadog has to be told yet")
  public Uni<Response> remove(@Context ContainerRequestContext request, UUID id) {
    var caller = Callers.with(Right.CONFIGURE, request);
    return integrations
        .remove(id, Callers.actor(request))
        .map(found -> found.orElseThrow(IntegrationsResource::unknown))
        .flatMap(removal ->
            directory
                .serviceNames(caller.organizationId())
                .map(names ->
                    Response.status(
                            removal.revocation() == Removal.Revocation.PENDING
                                ? Response.Status.ACCEPTED
                                : Response.Status.OK)
                        .entity(IntegrationItem.of(removal, names))
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .build()));
  }

  private Uni<WithKey> withKey(Integration integration, Secret key) {
    return directory
        .serviceNames(integration.organizationId())
        .map(names ->
            new WithKey(
                IntegrationItem.of(integration, names),
                doors.url(integration.tool(), key),
                key.reveal(),
                null));
  }

  private Uni<List<IntegrationItem>> items(ContainerRequestContext request) {
    var organization = Callers.with(Right.READ, request).organizationId();
    return directory
        .serviceNames(organization)
        .flatMap(names ->
            removed
                .removals(organization)
                .flatMap(ends ->
                    directory
                        .of(organization)
                        .map(found -> sorted(found.integrations(), ends, names))));
  }

  private static List<IntegrationItem> sorted(
      List<Integration> there, List<Removal> ends, Map<UUID, String> names) {
    return Stream.concat(
            there.stream().map(integration -> IntegrationItem.of(integration, names)),
            ends.stream()
                .filter(end -> end.revocation() == Removal.Revocation.PENDING)
                .map(end -> IntegrationItem.of(end, names)))
        .sorted(Comparator.comparing(IntegrationItem::name).thenComparing(IntegrationItem::id))
        .toList();
  }

  static UUID serviceId(UUID organization, String idOrKey) {
    try {
      return UUID.fromString(idOrKey);
    } catch (IllegalArgumentException e) {
      return Ids.derive("service", organization, idOrKey);
    }
  }

  static NotFoundException unknown() {
    return new NotFoundException("there is no such integration");
  }
}
