package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.postgres.Definitions.Kind;
import io.taskcall.oncall.setup.Applying;
import io.taskcall.oncall.setup.Configuration;
import io.taskcall.oncall.setup.Result;
import io.taskcall.oncall.setup.Wish;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** All that is written down, as one file. */
@Path("/api/v1/config")
@Tag(name = "config")
public final class ConfigResource {
  private final Configuration configuration;

  ConfigResource(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * What became of one thing.
   *
   * @param result created, changed or unchanged
   * @param differences a line for each field that is another
   */
  public record LineBody(String kind, String key, String result, List<String> differences) {
    static LineBody of(Applying.Line line) {
      return new LineBody(
          line.kind().word(),
          line.key(),
          line.what().name().toLowerCase(Locale.ROOT),
          line.differences());
    }
  }

  /** What became of a file. */
  public record AppliedBody(boolean applied, List<LineBody> items) {}

  @GET
  @Produces({Defining.YAML, MediaType.APPLICATION_JSON})
  @Operation(
      summary = "Schedules, teams, policies, services, dashboards and heartbeats as one file",
      description = "YAML, or JSON if Accept asks for it. It can be applied again, anywhere.")
  public Uni<Response> export(@Context ContainerRequestContext request) {
    boolean json = Defining.wantsJson(request);
    return configuration
        .export(Defining.organization(request))
        .map(file ->
            json
                ? Response.ok(file, MediaType.APPLICATION_JSON).build()
                : Response.ok(Configuration.yaml(file), Defining.YAML).build());
  }

  @PUT
  @Consumes({Defining.YAML, "application/x-yaml", "text/yaml", "*/*"})
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Make everything as a file says: all of it, or nothing",
      description =
          "YAML or JSON, as the setup file. What it does not name stays as it is; people and"
              + " integrations are passed over. Applied again it changes nothing.")
  @APIResponse(responseCode = "400", description = "A field is wrong; field says which.")
  @APIResponse(responseCode = "409", description = "It leaves gaps, and allowGaps does not.")
  public Uni<AppliedBody> apply(
      @Context ContainerRequestContext request,
      @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
      @QueryParam("allowGaps") @DefaultValue("false") boolean allowGaps,
      byte @Nullable [] body) {
    var wish = new Wish(OptionalLong.empty(), false, allowGaps, dryRun);
    return configuration
        .apply(Defining.organization(request), Body.text(body), wish, Instant.now())
        .map(result -> {
          if (result instanceof Result.Applied(List<Applying.Line> lines)) {
            return new AppliedBody(!dryRun, lines.stream().map(LineBody::of).toList());
          }
          throw new IllegalStateException(
              "a file was answered with " + Defining.answer(result, Kind.SERVICE));
        });
  }
}
