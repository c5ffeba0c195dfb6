package io.taskcall.auth.pages;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.signin.Attempt;
import io.taskcall.auth.domain.signin.LocalPath;
import io.taskcall.auth.domain.signin.SignInOutcome;
import io.taskcall.auth.postgres.PostgresSessions;
import io.taskcall.auth.signin.Cookies;
import io.taskcall.auth.signin.SignIns;
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
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** Where people sign in and out. */
@Path("/")
class SignInResource {
  private static final LocalPath HOME = new LocalPath("/account");
  private static final int TOO_MANY_REQUESTS = 429;

  private final Visits visits;
  private final Answers answers;
  private final SignIns signIns;
  private final PostgresSessions sessions;
  private final Cookies cookies;
  private final Clock clock;

  SignInResource(
      Visits visits,
      Answers answers,
      SignIns signIns,
      PostgresSessions sessions,
      Cookies cookies,
      Clock clock) {
    this.visits = visits;
    this.answers = answers;
    this.signIns = signIns;
    this.sessions = sessions;
    this.cookies = cookies;
    this.clock = clock;
  }

  @GET
  @Path("sign-in")
  @Operation(hidden = true)
  public Uni<Response> ask(
      @Context HttpServerRequest request, @QueryParam("next") @Nullable String next) {
    var back = path(next);
    return visits
        .of(request)
        .flatMap(visit ->
            visit.caller().isPresent()
                ? answers.redirect(back.text())
                : answers.pageWithPasskeys(
                    visit,
                    Response.Status.OK,
                    new Screens.SignIn(visit.shell(), "", back.text(), null)));
  }

  @POST
  @Path("sign-in")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<Response> signIn(
      @Context HttpServerRequest request,
      @RestForm("form_token") @Nullable String token,
      @RestForm @Nullable String email,
      @RestForm @Nullable String password,
      @RestForm @Nullable String next) {
    var address = email == null ? "" : email.strip();
    var agent = request.getHeader(HttpHeaders.USER_AGENT);
    return visits.form(
        request,
        token,
        visit ->
            signIns
                .signIn(
                    new Attempt(address, visit.address(), cookies.device(request, address)),
                    new Secret(password == null ? "" : password),
                    visit.secret(),
                    agent == null ? "unknown" : agent)
                .flatMap(outcome -> answer(visit, address, path(next), outcome)));
  }

  @POST
  @Path("sign-in/code")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<Response> code(
      @Context HttpServerRequest request,
      @RestForm("form_token") @Nullable String token,
      @RestForm @Nullable String ticket,
      @RestForm @Nullable String email,
      @RestForm @Nullable String code,
      @RestForm @Nullable String next) {
    var address = email == null ? "" : email.strip();
    var shown = ticket == null ? "" : ticket;
    var agent = request.getHeader(HttpHeaders.USER_AGENT);
    return visits.form(
        request,
        token,
        visit ->
            signIns
                .withCode(
                    shown,
                    code == null ? "" : code,
                    visit.secret(),
                    cookies.device(request, address),
                    visit.address(),
                    agent == null ? "unknown" : agent)
                .flatMap(outcome ->
                    switch (outcome) {
                      case SignInOutcome.Wrong _ ->
                          askCode(visit, 401, shown, address, path(next), "The code is wrong.");
                      case SignInOutcome.TooEarly(var wait) ->
                          askCode(
                              visit, TOO_MANY_REQUESTS, shown, address, path(next), tooMany(wait));
                      case SignInOutcome.SignedIn _,
                          SignInOutcome.CodeNeeded _,
                          SignInOutcome.AtProvider _,
                          SignInOutcome.Expired _,
                          SignInOutcome.Busy _ ->
                          answer(visit, address, path(next), outcome);
                    }));
  }

  @POST
  @Path("sign-out")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<Response> signOut(
      @Context HttpServerRequest request, @RestForm("form_token") @Nullable String token) {
    return visits.form(
        request,
        token,
        visit -> {
          var out = answers.redirect("/sign-in", cookies.noSession());
          var session = visit.caller().flatMap(caller -> caller.session());
          return session.isEmpty()
              ? out
              : sessions
                  .end(
                      session.get(),
                      visit.caller().orElseThrow().memberId(),
                      visit.actor(),
                      clock.instant())
                  .flatMap(_ -> out);
        });
  }

  private Uni<Response> answer(Visit visit, String email, LocalPath next, SignInOutcome outcome) {
    return switch (outcome) {
      case SignInOutcome.SignedIn(var _, var account, var cookie) ->
          answers.redirect(next.text(), cookies.session(cookie), cookies.device(account));
      case SignInOutcome.CodeNeeded(var ticket) -> askCode(visit, 200, ticket, email, next, null);
      case SignInOutcome.AtProvider() ->
          again(
              visit,
              email,
              next,
              403,
              "Your organization takes no passwords. Sign in with your company, below.");
      case SignInOutcome.Expired() ->
          again(visit, email, next, 401, "That took too long. Please begin again.");
      case SignInOutcome.Wrong() ->
          again(visit, email, next, 401, "The e-mail address or the password is wrong.");
      case SignInOutcome.TooEarly(var wait) ->
          again(visit, email, next, TOO_MANY_REQUESTS, tooMany(wait))
              .map(response ->
                  Response.fromResponse(response)
                      .header(HttpHeaders.RETRY_AFTER, Waits.seconds(wait))
                      .build());
      case SignInOutcome.Busy() ->
          again(
              visit, email, next, 503, "Too many people sign in just now. Try again in a moment.");
    };
  }

  private Uni<Response> again(
      Visit visit, String email, LocalPath next, int status, String problem) {
    return answers
        .pageWithPasskeys(
            visit,
            Response.Status.OK,
            new Screens.SignIn(visit.shell(), email, next.text(), problem))
        .map(page -> Response.fromResponse(page).status(status).build());
  }

  private Uni<Response> askCode(
      Visit visit,
      int status,
      String ticket,
      String email,
      LocalPath next,
      @Nullable String problem) {
    return answers
        .page(
            visit,
            Response.Status.OK,
            new Screens.Code(visit.shell(), ticket, email, next.text(), problem))
        .map(page -> Response.fromResponse(page).status(status).build());
  }

  private static String tooMany(Duration wait) {
    return "Too many wrong ones. Try again in " + Waits.text(wait) + ".";
  }

  static LocalPath path(@Nullable String next) {
    return next == null ? HOME : LocalPath.of(next).orElse(HOME);
  }
}
