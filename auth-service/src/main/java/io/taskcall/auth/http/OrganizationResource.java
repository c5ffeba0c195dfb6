package io.taskcall.auth.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Organization;
import io.taskcall.auth.postgres.PostgresDirectory;
import io.taskcall.rights.Right;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;

/** The caller's organization. */
@Path("/api/v1/organization")
@SecurityRequirement(name = Api.KEY)
class OrganizationResource {
  private final PostgresDirectory directory;

  OrganizationResource(PostgresDirectory directory) {
    this.directory = directory;
  }

  @GET
  @Operation(summary = "The organization of the API key")
  public Uni<Organization> get(@Context ContainerRequestContext request) {
    return directory
        .of(Callers.with(Right.VIEW_STATUS, request).organizationId())
        .map(found -> found.organization().orElseThrow(NotFoundException::new));
  }
}
