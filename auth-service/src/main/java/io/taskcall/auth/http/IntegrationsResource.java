package io.taskcall.auth.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Integration;
import io.taskcall.auth.postgres.PostgresDirectory;
import io.taskcall.contracts.IntegrationEvent;
import io.taskcall.contracts.IntegrationEvent.State;
import io.taskcall.contracts.IntegrationEvent.Tool;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;

/** The integrations of the caller's organization. */
@Path("/api/v1/integrations")
@SecurityRequirement(name = Api.KEY)
class IntegrationsResource {
  private final Callers callers;
  private final PostgresDirectory directory;

  IntegrationsResource(Callers callers, PostgresDirectory directory) {
    this.callers = callers;
    this.directory = directory;
  }

  /** The service whose alerts come in; unnamed until its name is known here. */
  record Service(UUID id, @Nullable String name) {}

  /**
   * An integration; of its keys, only the hashes.
   *
   * @param site the Datadog site behind it
   */
  record Item(
      UUID id,
      String name,
      Tool tool,
      State state,
      Service service,
      @Nullable String site,
      List<IntegrationEvent.Key> keys) {
    static Item of(Integration integration, Map<UUID, String> serviceNames) {
      return new Item(
          integration.id(),
          integration.name(),
          integration.tool(),
          integration.state(),
          new Service(integration.serviceId(), serviceNames.get(integration.serviceId())),
          integration.site().orElse(null),
          integration.keys());
    }
  }

  @GET
  @Operation(summary = "All integrations, by name")
  public Uni<Page<Item>> list(
      @Parameter(hidden = true) @HeaderParam("Authorization") @Nullable String authorization) {
    return items(authorization).map(Page::whole);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One integration")
  public Uni<Item> get(
      @Parameter(hidden = true) @HeaderParam("Authorization") @Nullable String authorization,
      UUID id) {
    return items(authorization)
        .map(items ->
            items.stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("there is no such integration")));
  }

  private Uni<List<Item>> items(@Nullable String authorization) {
    return callers
        .organization(authorization)
        .flatMap(organization ->
            directory
                .serviceNames(organization)
                .flatMap(names ->
                    directory.of(organization).map(found -> sorted(found.integrations(), names))));
  }

  private static List<Item> sorted(List<Integration> integrations, Map<UUID, String> names) {
    return integrations.stream()
        .map(integration -> Item.of(integration, names))
        .sorted(Comparator.comparing(Item::name).thenComparing(Item::id))
        .toList();
  }
}
