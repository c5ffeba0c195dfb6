package io.taskcall.auth.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.access.Caller;
import io.taskcall.auth.domain.passkey.Passkey;
import io.taskcall.auth.domain.signin.Confirmation;
import io.taskcall.auth.passkey.Passkeys;
import io.taskcall.auth.passkey.Passkeys.Added;
import io.taskcall.auth.passkey.RelyingParty;
import io.taskcall.auth.postgres.PostgresPasskeys;
import io.taskcall.auth.signin.Confirmations;
import io.taskcall.auth.signin.Cookies;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;

/** The caller's passkeys. */
@Path("/api/v1/passkeys")
@SecurityRequirement(name = Api.KEY)
class PasskeysResource {
  private static final int NAME_MAX = 100;
  private static final int CLIENT_DATA_MAX = 4_096;
  private static final int ATTESTATION_MAX = 16_384;

  private final Passkeys passkeys;
  private final PostgresPasskeys kept;
  private final RelyingParty site;
  private final Confirmations confirmations;
  private final Cookies cookies;
  private final Clock clock;

  PasskeysResource(
      Passkeys passkeys,
      PostgresPasskeys kept,
      RelyingParty site,
      Confirmations confirmations,
      Cookies cookies,
      Clock clock) {
    this.passkeys = passkeys;
    this.kept = kept;
    this.site = site;
    this.confirmations = confirmations;
    this.cookies = cookies;
    this.clock = clock;
  }

  /** A passkey, and when it was last used. */
  record Item(UUID id, String name, Instant createdAt, @Nullable Instant lastUsedAt) {
    static Item of(Passkey passkey) {
      return new Item(passkey.id(), passkey.name(), passkey.createdAt(), passkey.lastUsedAt());
    }
  }

  /** What somebody wants to add, and what shows that it is them. */
  record Asked(
      @Schema(required = true, description = "What the passkey is called") @Nullable String name,
      @Schema(description = "The person's password, if they have no second factor")
          @Nullable String password,
      @Schema(description = "A code of their app or a recovery code, if they have one")
          @Nullable String code) {
    @Override
    public String toString() {
      return "(a new passkey called " + name + ")";
    }
  }

  /** What the device has made, in base64url. */
  record Made(
      @Schema(required = true) @Nullable String clientDataJSON,
      @Schema(required = true) @Nullable String attestationObject) {}

  @GET
  @Operation(summary = "The caller's passkeys, the oldest first")
  public Uni<Page<Item>> list(@Context ContainerRequestContext request) {
    return kept.of(Callers.asThemselves(request).memberId())
        .map(found -> Page.whole(found.stream().map(Item::of).toList()));
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Remove one of the caller's passkeys: it opens nothing from then on")
  public Uni<Void> remove(@Context ContainerRequestContext request, UUID id) {
    return kept.remove(
            Callers.asThemselves(request).memberId(),
            id,
            Callers.actor(request),
            clock.instant().truncatedTo(ChronoUnit.MICROS))
        .invoke(removed -> {
          if (!removed) {
            throw new NotFoundException("there is no such passkey");
          }
        })
        .replaceWithVoid();
  }

  @POST
  @Path("/options")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Begin to add a passkey",
      description =
          "For the browser in which the person is signed in, on one of TaskCall's own pages; it hands"
              + " the answer to navigator.credentials.create. It takes their password, or a code"
              + " where they have a second factor.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Asked.class)))
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = PasskeyOptions.Creation.class)))
  public Uni<Response> begin(
      @Context ContainerRequestContext request,
      @Context HttpServerRequest http,
      byte @Nullable [] body) {
    var caller = atTheirBrowser(request);
    var browser = cookies.session(http).orElseThrow();
    var id = PasskeySignInResource.id(site);
    var asked = Body.read(Asked.class, body);
    var name = Body.text("name", asked.name(), NAME_MAX);
    return confirmations
        .check(
            caller.memberId(),
            new Confirmations.Shown(
                new Secret(Objects.requireNonNullElse(asked.password(), "")),
                Objects.requireNonNullElse(asked.code(), "").strip()),
            cookies.device(http, caller.email()),
            Callers.actor(request))
        .flatMap(confirmation ->
            switch (confirmation) {
              case Confirmation.Given _ -> options(id, caller, name, browser);
              case Confirmation.Missing(var factor) ->
                  throw Wrong.field(field(factor), "is missing");
              case Confirmation.Wrong(var factor) ->
                  Uni.createFrom()
                      .item(
                          Problem.response(
                              Response.Status.FORBIDDEN,
                              "The " + field(factor) + " is wrong.",
                              field(factor)));
              case Confirmation.Impossible _ ->
                  throw new ForbiddenException(
                      "Choose a password first, with the link on the sign-in page.");
              case Confirmation.TooEarly(var left) ->
                  Uni.createFrom().item(Problem.tooMany("Too many wrong ones.", left));
              case Confirmation.Busy _ ->
                  throw new ServiceUnavailableException(
                      "Too many people sign in just now. Try again in a moment.");
            });
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Add the passkey that the device has made",
      description = "In the browser that asked for it, once, within five minutes.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Made.class)))
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = Item.class)))
  public Uni<Response> add(
      @Context ContainerRequestContext request,
      @Context HttpServerRequest http,
      byte @Nullable [] body) {
    var caller = atTheirBrowser(request);
    var browser = cookies.session(http).orElseThrow();
    PasskeySignInResource.id(site);
    var made = Body.read(Made.class, body);
    var clientData = Body.base64url("clientDataJSON", made.clientDataJSON(), CLIENT_DATA_MAX);
    var attestation =
        Body.base64url("attestationObject", made.attestationObject(), ATTESTATION_MAX);
    var said =
        site.attestation(clientData, attestation)
            .orElseThrow(() -> Wrong.body("this is not what a device says of a new passkey"));
    return passkeys
        .add(caller.memberId(), said, browser, Callers.actor(request))
        .map(added ->
            switch (added) {
              case Added.Done(var passkey) ->
                  Response.created(URI.create("/api/v1/passkeys/" + passkey.id()))
                      .entity(Item.of(passkey))
                      .type(MediaType.APPLICATION_JSON_TYPE)
                      .build();
              case Added.Expired _ ->
                  throw Wrong.body(
                      "That took too long, or was answered before. Please begin again.");
              case Added.Refused(var why) ->
                  throw Wrong.body("The passkey was not added: " + why.text() + ".");
              case Added.Taken _ ->
                  throw Wrong.conflict(
                      "attestationObject",
                      "This passkey is somebody's already, or you have " + Passkeys.MOST + ".");
            });
  }

  private Uni<Response> options(String id, Caller caller, String name, Secret browser) {
    return passkeys
        .begin(caller.memberId(), name, browser)
        .map(begun ->
            PasskeySignInResource.unkept(
                PasskeyOptions.creation(
                    id,
                    caller,
                    begun.orElseThrow(() ->
                        Wrong.conflict(
                            "name", "You have " + Passkeys.MOST + " passkeys already.")))));
  }

  /** Passkeys are for people; a key that acts for one could not be asked for anything. */
  private static Caller atTheirBrowser(ContainerRequestContext request) {
    var caller = Callers.of(request);
    if (caller.session().isEmpty()) {
      throw new ForbiddenException("passkeys are added in a browser that somebody signed in with");
    }
    return caller;
  }

  private static String field(Confirmation.Factor factor) {
    return factor.name().toLowerCase(Locale.ROOT);
  }
}
