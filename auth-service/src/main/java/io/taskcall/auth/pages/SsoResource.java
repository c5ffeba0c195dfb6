package io.taskcall.auth.pages;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Organization;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.signin.Attempt;
import io.taskcall.auth.domain.signin.LocalPath;
import io.taskcall.auth.domain.sso.SsoBegun;
import io.taskcall.auth.domain.sso.SsoCallback;
import io.taskcall.auth.domain.sso.SsoOutcome;
import io.taskcall.auth.signin.Cookies;
import io.taskcall.auth.sso.SsoReturns;
import io.taskcall.auth.sso.SsoSignIns;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** Where people go to sign in at the provider of their organization, and come back from it. */
@Path(SsoResource.HERE)
class SsoResource {
  static final String HERE = "/sign-in/sso";
  private static final int EMAIL_MAX = 200;
  private static final int TOO_MANY_REQUESTS = 429;

  private final Visits visits;
  private final Answers answers;
  private final SsoSignIns signIns;
  private final SsoReturns returns;
  private final SsoProblems problems;
  private final Cookies cookies;

  SsoResource(
      Visits visits,
      Answers answers,
      SsoSignIns signIns,
      SsoReturns returns,
      SsoProblems problems,
      Cookies cookies) {
    this.visits = visits;
    this.answers = answers;
    this.signIns = signIns;
    this.returns = returns;
    this.problems = problems;
    this.cookies = cookies;
  }

  @GET
  @Operation(hidden = true)
  public Uni<Response> ask(
      @Context HttpServerRequest request, @QueryParam("next") @Nullable String next) {
    var back = SignInResource.path(next);
    return visits
        .of(request)
        .flatMap(visit ->
            visit.caller().isPresent()
                ? answers.redirect(back.text())
                : ask(visit, 200, "", back, List.of(), null));
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<Response> begin(
      @Context HttpServerRequest request,
      @RestForm("form_token") @Nullable String token,
      @RestForm @Nullable String email,
      @RestForm @Nullable String organization,
      @RestForm @Nullable String next) {
    var given = email == null ? "" : email.strip();
    var address = given.length() > EMAIL_MAX ? "" : given;
    var back = SignInResource.path(next);
    return visits.form(
        request,
        token,
        visit ->
            signIns
                .begin(
                    new Attempt(address, visit.address(), cookies.device(request, address)),
                    id(organization),
                    back,
                    visit.secret())
                .flatMap(begun -> answer(visit, address, back, begun)));
  }

  @GET
  @Path("/callback")
  @Operation(hidden = true)
  public Uni<Response> back(
      @Context HttpServerRequest request,
      @QueryParam("state") @Nullable String state,
      @QueryParam("code") @Nullable String code,
      @QueryParam("iss") @Nullable String issuer,
      @QueryParam("error") @Nullable String error) {
    var callback =
        new SsoCallback(
            Optional.ofNullable(state).map(Secret::new),
            Optional.ofNullable(code).map(Secret::new),
            Optional.ofNullable(issuer),
            Optional.ofNullable(error));
    var agent = request.getHeader(HttpHeaders.USER_AGENT);
    return visits
        .of(request)
        .flatMap(visit ->
            returns
                .back(
                    callback,
                    new SsoReturns.Browser(
                        visit.secret(),
                        visit.address(),
                        agent == null ? "unknown" : agent,
                        email -> cookies.device(request, email)))
                .flatMap(outcome ->
                    outcome instanceof SsoOutcome.SignedIn(var email, var cookie, var next)
                        ? answers.redirect(
                            next.text(), cookies.session(cookie), cookies.device(email))
                        : problems.of(visit, outcome)));
  }

  private Uni<Response> answer(Visit visit, String email, LocalPath next, SsoBegun begun) {
    return switch (begun) {
      case SsoBegun.OffTo(var page) -> answers.redirect(page.toString());
      case SsoBegun.Which(var organizations) -> ask(visit, 200, email, next, organizations, null);
      case SsoBegun.Unknown() ->
          ask(
              visit,
              404,
              email,
              next,
              List.of(),
              "No organization signs in at its company with such an address. Use your password,"
                  + " or ask an owner or admin.");
      case SsoBegun.TooEarly(var left) ->
          ask(
                  visit,
                  TOO_MANY_REQUESTS,
                  email,
                  next,
                  List.of(),
                  "Too many tries. Try again in " + Waits.text(left) + ".")
              .map(page ->
                  Response.fromResponse(page)
                      .header(HttpHeaders.RETRY_AFTER, Waits.seconds(left))
                      .build());
      case SsoBegun.ProviderDown(var reason) ->
          problems.of(visit, new SsoOutcome.ProviderDown(reason));
    };
  }

  private Uni<Response> ask(
      Visit visit,
      int status,
      String email,
      LocalPath next,
      List<Organization> organizations,
      @Nullable String problem) {
    return answers
        .pageThatLeadsAway(
            visit,
            Response.Status.OK,
            new Screens.Sso(visit.shell(), email, next.text(), organizations, problem),
            signIns.origins())
        .map(page -> Response.fromResponse(page).status(status).build());
  }

  private static Optional<UUID> id(@Nullable String text) {
    try {
      return Optional.ofNullable(text).filter(given -> !given.isEmpty()).map(UUID::fromString);
    } catch (IllegalArgumentException e) {
      // Of no organization, so that none is found.
      return Optional.of(new UUID(0, 0));
    }
  }
}
