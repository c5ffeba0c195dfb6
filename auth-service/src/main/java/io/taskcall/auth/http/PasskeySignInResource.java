package io.taskcall.auth.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.passkey.Credential;
import io.taskcall.auth.domain.signin.LocalPath;
import io.taskcall.auth.passkey.Assertion;
import io.taskcall.auth.passkey.PasskeySignIns;
import io.taskcall.auth.passkey.PasskeySignIns.Begun;
import io.taskcall.auth.passkey.PasskeySignIns.Outcome;
import io.taskcall.auth.passkey.RelyingParty;
import io.taskcall.auth.signin.Cookies;
import io.taskcall.auth.signin.Origin;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Where the sign-in page lets people in with a passkey. */
@Path("/sign-in/passkey")
class PasskeySignInResource {
  private static final LocalPath HOME = new LocalPath("/account");
  private static final int PART_MAX = 4_096;
  private static final int USER_HANDLE_MAX = 64;

  private final PasskeySignIns signIns;
  private final RelyingParty site;
  private final Cookies cookies;
  private final Origin origin;

  PasskeySignInResource(PasskeySignIns signIns, RelyingParty site, Cookies cookies, Origin origin) {
    this.signIns = signIns;
    this.site = site;
    this.cookies = cookies;
    this.origin = origin;
  }

  /** What the device says, in base64url, and where the person wants to go. */
  record Said(
      @Schema(required = true) @Nullable String id,
      @Schema(required = true) @Nullable String clientDataJSON,
      @Schema(required = true) @Nullable String authenticatorData,
      @Schema(required = true) @Nullable String signature,
      @Schema(required = true) @Nullable String userHandle,
      @Schema(description = "A path of ours") @Nullable String next) {}

  /** Somebody is signed in. */
  record Entered(String next) {}

  @POST
  @Path("/options")
  @Operation(
      summary = "Begin to sign in with a passkey",
      description =
          "For the sign-in page, which hands the answer to navigator.credentials.get. Nobody has to"
              + " say who they are.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = PasskeyOptions.Request.class)))
  public Uni<Response> begin(@Context HttpServerRequest request) {
    var browser = ours(request);
    var id = id(site);
    return signIns
        .begin(browser, request.remoteAddress().hostAddress())
        .map(begun ->
            switch (begun) {
              case Begun.Given(var challenge) -> unkept(PasskeyOptions.request(id, challenge));
              case Begun.TooEarly(var left) -> Problem.tooMany("Too many tries.", left);
            });
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Sign in with a passkey",
      description = "In the browser that asked for it, once, within five minutes.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Said.class)))
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Entered.class)))
  public Uni<Response> signIn(@Context HttpServerRequest request, byte @Nullable [] body) {
    var browser = ours(request);
    id(site);
    var said = Body.read(Said.class, body);
    var assertion =
        site.assertion(
                new Assertion.Parts(
                    Body.base64url("id", said.id(), Credential.ID_LENGTH_MAX),
                    Body.base64url("clientDataJSON", said.clientDataJSON(), PART_MAX),
                    Body.base64url("authenticatorData", said.authenticatorData(), PART_MAX),
                    Body.base64url("signature", said.signature(), PART_MAX),
                    Body.base64url("userHandle", said.userHandle(), USER_HANDLE_MAX)))
            .orElseThrow(() -> Wrong.body("this is not what a device says to sign somebody in"));
    var next = said.next() == null ? HOME : LocalPath.of(said.next()).orElse(HOME);
    var agent = request.getHeader(HttpHeaders.USER_AGENT);
    return signIns
        .signIn(
            assertion,
            new PasskeySignIns.Try(
                browser,
                request.remoteAddress().hostAddress(),
                email -> cookies.device(request, email),
                agent == null ? "unknown" : agent))
        .map(outcome -> answer(outcome, next));
  }

  private Response answer(Outcome outcome, LocalPath next) {
    return switch (outcome) {
      case Outcome.In(var email, var cookie) ->
          Response.fromResponse(unkept(new Entered(next.text())))
              .cookie(cookies.session(cookie), cookies.device(email))
              .build();
      case Outcome.Expired _ ->
          Problem.response(
              Response.Status.UNAUTHORIZED,
              "That took too long, or was answered before. Please begin again.");
      case Outcome.Refused _ ->
          Problem.response(
              Response.Status.UNAUTHORIZED,
              "This passkey was not accepted. If it was removed here, remove it from your device,"
                  + " too; otherwise sign in with your password.");
      case Outcome.AtProvider _ ->
          Problem.response(
              Response.Status.FORBIDDEN,
              "Your organization takes no passkeys. Sign in with your company instead.");
      case Outcome.TooEarly(var left) -> Problem.tooMany("This passkey was refused.", left);
    };
  }

  /** What the browser shows, if it is one of our pages that sends this. */
  private Secret ours(HttpServerRequest request) {
    if (!origin.isProvenOurs(request)) {
      throw new ForbiddenException("people sign in on TaskCall's own page alone");
    }
    return cookies
        .session(request)
        .orElseThrow(() ->
            Wrong.body("The cookie of the sign-in page is missing. Allow cookies and reload it."));
  }

  /** The site that passkeys are for, where there can be any. */
  static String id(RelyingParty site) {
    return site.id()
        .orElseThrow(() ->
            new NotFoundException(
                "Passkeys need an https address with a host name: AUTH_PUBLIC_URL has none."));
  }

  static Response unkept(Object body) {
    return Response.ok(body)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header("Cache-Control", "no-store")
        .build();
  }
}
