package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.postgres.Catalog;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Services, to look at. */
@Path("/api/v1/services")
@Tag(name = "services")
public final class ServiceResource {
  private final Catalog catalog;

  ServiceResource(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * A service as the API shows it.
   *
   * @param dependsOn ids of services
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record ServiceBody(
      UUID id,
      String name,
      @Nullable String description,
      @Nullable String policy,
      String kind,
      List<UUID> dependsOn) {
    static ServiceBody of(Catalog.Listed service) {
      return new ServiceBody(
          service.id(),
          service.name(),
          service.description(),
          service.policy(),
          Words.of(service.kind()),
          service.dependsOn());
    }
  }

  @GET
  @Operation(summary = "The services of the organization")
  public Uni<Listing<ServiceBody>> services(@Context ContainerRequestContext request) {
    return catalog
        .services(Authentication.caller(request).organizationId())
        .map(services -> Listing.whole(services.stream().map(ServiceBody::of).toList()));
  }
}
