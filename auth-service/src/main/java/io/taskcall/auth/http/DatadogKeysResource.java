package io.taskcall.auth.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.datadog.KeyConnecting;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.connect.Connected;
import io.taskcall.auth.domain.connect.DatadogKeys;
import io.taskcall.auth.domain.connect.Wish;
import io.taskcall.auth.ingest.Doors;
import io.taskcall.auth.postgres.PostgresDirectory;
import io.taskcall.rights.Right;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;

/** Connects Datadogs by their keys. */
@Path("/api/v1/integrations/datadog")
@SecurityRequirement(name = Api.KEY)
class DatadogKeysResource {
  private static final int NAME_MAX = 100;
  private static final int KEY_MAX = 200;

  private final KeyConnecting connecting;
  private final PostgresDirectory directory;
  private final Doors doors;

  DatadogKeysResource(KeyConnecting connecting, PostgresDirectory directory, Doors doors) {
    this.connecting = connecting;
    this.directory = directory;
    this.doors = doors;
  }

  /** What is asked for. */
  @Schema(name = "DatadogWithKeys")
  record Asked(
      @Schema(required = true) @Nullable String name,
      @Schema(required = true, description = "The service's id, or its key in the setup file")
          @Nullable String service,
      @Schema(required = true, examples = "datadoghq.eu") @Nullable String site,
      @Schema(required = true, writeOnly = true) @Nullable String apiKey,
      @Schema(required = true, writeOnly = true) @Nullable String applicationKey) {
    @Override
    public String toString() {
      return "(keys for " + name + ")";
    }
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Connect a Datadog with an API key and an application key",
      description =
          "The keys are tried before they are kept. TaskCall makes the webhook in Datadog itself;"
              + " webhook says what came of that. The Integration URL is in this answer and nowhere"
              + " else.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Asked.class)))
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = WithKey.class)))
  @APIResponse(responseCode = "503", description = "Datadog does not answer")
  public Uni<Response> connect(@Context ContainerRequestContext request, byte @Nullable [] body) {
    var caller = Callers.with(Right.CONFIGURE, request);
    var asked = Body.read(Asked.class, body);
    var name = Body.text("name", asked.name(), NAME_MAX);
    var service = Body.text("service", asked.service(), NAME_MAX);
    var wish =
        new Wish(
            name,
            IntegrationsResource.serviceId(caller.organizationId(), service),
            Body.text("site", asked.site(), NAME_MAX));
    var keys =
        new DatadogKeys(
            new Secret(Body.text("apiKey", asked.apiKey(), KEY_MAX)),
            new Secret(Body.text("applicationKey", asked.applicationKey(), KEY_MAX)));
    return connecting
        .connect(wish, keys, Callers.actor(request))
        .flatMap(connected ->
            switch (connected) {
              case Connected.Done done -> made(done);
              case Connected.WrongSite _ -> throw Wrong.field("site", "is no Datadog site");
              case Connected.KeysRefused(var which) ->
                  throw Wrong.field(
                      which.startsWith("API") ? "apiKey" : "applicationKey",
                      "Datadog does not take the " + which);
              case Connected.NameTaken _ ->
                  throw Wrong.conflict("name", "an integration is called " + name + " already");
              case Connected.ServiceGone _ ->
                  throw Wrong.field("service", "there is no service " + service);
              case Connected.DatadogDown(var reason) ->
                  throw new ServiceUnavailableException(reason);
              case Connected.Denied _,
                  Connected.Refused _,
                  Connected.Foreign _,
                  Connected.Again _,
                  Connected.TooLate _,
                  Connected.CodeRefused _,
                  Connected.NotRegistered _,
                  Connected.MissingPermissions _ ->
                  throw new IllegalStateException("keys were answered with " + connected);
            });
  }

  private Uni<Response> made(Connected.Done done) {
    var integration = done.integration();
    return directory
        .serviceNames(integration.organizationId())
        .map(names ->
            Response.created(URI.create("/api/v1/integrations/" + integration.id()))
                .entity(
                    new WithKey(
                        IntegrationItem.of(integration, names),
                        doors.url(integration.tool(), done.key()),
                        done.key().reveal(),
                        done.webhook().orElse(null)))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .build());
  }
}
