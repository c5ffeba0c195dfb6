package io.taskcall.auth.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Integration;
import io.taskcall.auth.ingest.Doors;
import io.taskcall.auth.life.Integrations;
import io.taskcall.auth.postgres.PostgresDirectory;
import io.taskcall.rights.Right;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;

/** What is done with an integration while it lives. */
@Path("/api/v1/integrations")
@SecurityRequirement(name = Api.KEY)
class IntegrationChangesResource {
  private final PostgresDirectory directory;
  private final Integrations integrations;
  private final Doors doors;

  IntegrationChangesResource(PostgresDirectory directory, Integrations integrations, Doors doors) {
    this.directory = directory;
    this.integrations = integrations;
    this.doors = doors;
  }

  @POST
  @Path("/{id}/rotate")
  @Operation(
      summary = "Give an integration another Integration URL",
      description = "The one before works on for AUTH_KEY_GRACE; one before that ends at once.")
  public Uni<WithKey> rotate(@Context ContainerRequestContext request, UUID id) {
    Callers.with(Right.CONFIGURE, request);
    return integrations
        .rotate(id, Callers.actor(request))
        .map(found -> found.orElseThrow(IntegrationsResource::unknown))
        .flatMap(keyed ->
            shown(Optional.of(keyed.thing()))
                .map(item ->
                    new WithKey(
                        item,
                        doors.url(keyed.thing().tool(), keyed.key()),
                        keyed.key().reveal(),
                        keyed.note().orElse(null))));
  }

  @POST
  @Path("/{id}/pause")
  @Operation(summary = "Accept its alerts, and do nothing with them")
  public Uni<IntegrationItem> pause(@Context ContainerRequestContext request, UUID id) {
    Callers.with(Right.CONFIGURE, request);
    return integrations.pause(id, Callers.actor(request)).flatMap(this::shown);
  }

  @POST
  @Path("/{id}/resume")
  @Operation(summary = "Act on its alerts again")
  public Uni<IntegrationItem> resume(@Context ContainerRequestContext request, UUID id) {
    Callers.with(Right.CONFIGURE, request);
    return integrations.resume(id, Callers.actor(request)).flatMap(this::shown);
  }

  private Uni<IntegrationItem> shown(Optional<Integration> found) {
    var integration = found.orElseThrow(IntegrationsResource::unknown);
    return directory
        .serviceNames(integration.organizationId())
        .map(names -> IntegrationItem.of(integration, names));
  }
}
