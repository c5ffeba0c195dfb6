package io.taskcall.auth.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.sso.SsoSaved;
import io.taskcall.auth.domain.sso.SsoSettings;
import io.taskcall.auth.domain.sso.SsoWish;
import io.taskcall.auth.postgres.PostgresSso;
import io.taskcall.auth.sso.SsoSetup;
import io.taskcall.contracts.MemberEvent.Role;
import io.taskcall.rights.Right;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;

/** The provider at which the people of the caller's organization sign in. */
@Path("/api/v1/sso")
@SecurityRequirement(name = Api.KEY)
class SsoSettingsResource {
  private static final int TEXT_MAX = 500;

  private final PostgresSso kept;
  private final SsoSetup setup;
  private final Clock clock;

  SsoSettingsResource(PostgresSso kept, SsoSetup setup, Clock clock) {
    this.kept = kept;
    this.setup = setup;
    this.clock = clock;
  }

  /** What is asked for. */
  @Schema(name = "SingleSignOnWanted")
  record Asked(
      @Schema(required = true, examples = "https://accounts.google.com") @Nullable String issuer,
      @Schema(required = true) @Nullable String clientId,
      @Schema(
              writeOnly = true,
              description =
                  "Needed for another issuer or client; without it, the present one stays")
          @Nullable String clientSecret,
      @Schema(required = true, description = "What e-mail addresses end with")
          @Nullable String domain,
      @Schema(required = true, description = "Of people who are new; any but owner")
          @Nullable Role role,
      @Schema(description = "Passwords are taken of owners alone; false without it")
          @Nullable Boolean required) {
    @Override
    public String toString() {
      return "(client of " + issuer + ")";
    }
  }

  /** What is set; the secret is not shown. */
  @Schema(name = "SingleSignOnSettings")
  record Settings(
      String issuer,
      String clientId,
      String domain,
      Role role,
      boolean required,
      @Schema(description = "Whether an owner has chosen this, so that it opens owners' accounts")
          boolean letsOwnersIn,
      Instant changedAt) {
    static Settings of(SsoSettings settings) {
      return new Settings(
          settings.issuer(),
          settings.clientId(),
          settings.domain(),
          settings.role(),
          settings.required(),
          settings.letsOwnersIn(),
          settings.changedAt());
    }
  }

  /**
   * How people sign in.
   *
   * @param redirectUri what the provider must be told of us
   * @param settings absent without single sign-on
   */
  @Schema(name = "SingleSignOn")
  record Item(URI redirectUri, @Nullable Settings settings) {}

  @GET
  @Operation(summary = "Single sign-on of the organization, and the redirect URI for its provider")
  public Uni<Item> get(@Context ContainerRequestContext request) {
    var caller = Callers.with(Right.MANAGE_PEOPLE, request);
    return kept.of(caller.organizationId())
        .map(found -> new Item(setup.redirectUri(), found.map(Settings::of).orElse(null)));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Choose the OpenID provider at which people sign in",
      description =
          "It is asked before anything is kept. What an admin has chosen opens no owner's account.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Asked.class)))
  @APIResponse(responseCode = "503", description = "The provider does not answer as one")
  public Uni<Item> put(@Context ContainerRequestContext request, byte @Nullable [] body) {
    var caller = Callers.with(Right.MANAGE_PEOPLE, request);
    return setup
        .save(wish(Body.read(Asked.class, body)), caller, Callers.actor(request))
        .map(saved ->
            switch (saved) {
              case SsoSaved.Done(var settings) ->
                  new Item(setup.redirectUri(), Settings.of(settings));
              case SsoSaved.Refused(var objection) ->
                  throw Wrong.field(objection.field(), objection.reason());
              case SsoSaved.ProviderDown(var reason) ->
                  throw new ServiceUnavailableException(
                      "nothing was kept; the provider: " + reason);
            });
  }

  @DELETE
  @Operation(
      summary = "Remove single sign-on",
      description = "Sessions that began by it go on until they end.")
  public Uni<Void> remove(@Context ContainerRequestContext request) {
    Callers.with(Right.MANAGE_PEOPLE, request);
    return kept.remove(Callers.actor(request), clock.instant().truncatedTo(ChronoUnit.MICROS))
        .invoke(removed -> {
          if (!removed) {
            throw new NotFoundException("there is no single sign-on");
          }
        })
        .replaceWithVoid();
  }

  private static SsoWish wish(Asked asked) {
    var role = asked.role();
    if (role == null) {
      throw Wrong.field(
          "role", "must be admin, user, limited_user, stakeholder or limited_stakeholder");
    }
    var secret = asked.clientSecret();
    return new SsoWish(
        Body.text("issuer", asked.issuer(), TEXT_MAX),
        Body.text("clientId", asked.clientId(), TEXT_MAX),
        secret == null
            ? Optional.empty()
            : Optional.of(new Secret(Body.text("clientSecret", secret, TEXT_MAX))),
        Body.text("domain", asked.domain(), TEXT_MAX),
        role,
        Boolean.TRUE.equals(asked.required()));
  }
}
