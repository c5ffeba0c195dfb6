package io.taskcall.auth.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Organization;
import io.taskcall.auth.postgres.PostgresDirectory;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;

/** The caller's organization. */
@Path("/api/v1/organization")
@SecurityRequirement(name = Api.KEY)
class OrganizationResource {
  private final Callers callers;
  private final PostgresDirectory directory;

  OrganizationResource(Callers callers, PostgresDirectory directory) {
    this.callers = callers;
    this.directory = directory;
  }

  @GET
  @Operation(summary = "The organization of the API key")
  public Uni<Organization> get(
      @Parameter(hidden = true) @HeaderParam("Authorization") @Nullable String authorization) {
    return callers
        .organization(authorization)
        .flatMap(directory::of)
        .map(found -> found.organization().orElseThrow(NotFoundException::new));
  }
}
