package io.taskcall.auth.pages;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.people.Link;
import io.taskcall.auth.people.NewPasswords;
import io.taskcall.auth.people.NewPasswords.Chosen;
import io.taskcall.auth.signin.Cookies;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** Where people choose a password. */
@Path("/account/password")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
class PasswordResource {
  private final Visits visits;
  private final Answers answers;
  private final NewPasswords passwords;
  private final Cookies cookies;

  PasswordResource(Visits visits, Answers answers, NewPasswords passwords, Cookies cookies) {
    this.visits = visits;
    this.answers = answers;
    this.passwords = passwords;
    this.cookies = cookies;
  }

  @GET
  @Consumes(MediaType.WILDCARD)
  @Operation(hidden = true)
  public Uni<Response> forgot(@Context HttpServerRequest request) {
    return visits
        .of(request)
        .flatMap(visit ->
            answers.page(visit, Response.Status.OK, new Screens.Forgot(visit.shell(), false)));
  }

  @POST
  @Operation(hidden = true)
  public Uni<Response> send(
      @Context HttpServerRequest request,
      @RestForm("form_token") @Nullable String token,
      @RestForm @Nullable String email) {
    var address = email == null ? "" : email.strip();
    return visits.form(
        request,
        token,
        visit -> {
          passwords.forgot(address, visit.address());
          return answers.page(visit, Response.Status.OK, new Screens.Forgot(visit.shell(), true));
        });
  }

  @GET
  @Path("/{secret}")
  @Consumes(MediaType.WILDCARD)
  @Operation(hidden = true)
  public Uni<Response> open(@Context HttpServerRequest request, String secret) {
    return visits
        .of(request)
        .flatMap(visit ->
            passwords
                .open(new Secret(secret))
                .flatMap(link ->
                    link.map(found -> ask(visit, found, secret, null))
                        .orElseGet(() -> gone(visit))));
  }

  @POST
  @Path("/{secret}")
  @Operation(hidden = true)
  public Uni<Response> choose(
      @Context HttpServerRequest request,
      String secret,
      @RestForm("form_token") @Nullable String token,
      @RestForm @Nullable String password) {
    var link = new Secret(secret);
    return visits.form(
        request,
        token,
        visit ->
            passwords
                .choose(link, secret(password), visit.address())
                .flatMap(chosen ->
                    switch (chosen) {
                      case Chosen.Done(var email) ->
                          answers.redirect("/sign-in", cookies.device(email));
                      case Chosen.Gone() -> gone(visit);
                      case Chosen.Objection(var reason) ->
                          passwords
                              .open(link)
                              .flatMap(found ->
                                  found
                                      .map(still -> ask(visit, still, secret, reason))
                                      .orElseGet(() -> gone(visit)));
                    }));
  }

  @POST
  @Path("/mine")
  @Operation(hidden = true)
  public Uni<Response> change(
      @Context HttpServerRequest request,
      @RestForm("form_token") @Nullable String token,
      @RestForm @Nullable String before,
      @RestForm @Nullable String password) {
    return visits.formOfMember(
        request,
        token,
        "/account",
        visit ->
            passwords
                .change(
                    visit.caller().orElseThrow(),
                    visit.actor(),
                    secret(before),
                    secret(password),
                    cookies.device(request, visit.caller().orElseThrow().email()))
                .flatMap(chosen ->
                    switch (chosen) {
                      case Chosen.Done(var email) ->
                          answers.redirect("/sign-in", cookies.device(email));
                      case Chosen.Gone() -> gone(visit);
                      case Chosen.Objection(var reason) ->
                          answers.page(
                              visit,
                              Response.Status.BAD_REQUEST,
                              new Screens.Problem(
                                  visit.shell(),
                                  "Your password stays as it was",
                                  reason,
                                  "/account",
                                  "Back"));
                    }));
  }

  private Uni<Response> ask(Visit visit, Link link, String secret, @Nullable String problem) {
    return answers.page(
        visit,
        problem == null ? Response.Status.OK : Response.Status.BAD_REQUEST,
        new Screens.NewPassword(visit.shell(), link.email(), link.isInvitation(), secret, problem));
  }

  private Uni<Response> gone(Visit visit) {
    return answers.page(
        visit,
        Response.Status.GONE,
        new Screens.Problem(
            visit.shell(),
            "This link does not open any more",
            "It was used before, it is too old, or it was not copied whole. Ask for another one.",
            "/account/password",
            "Get another link"));
  }

  private static Secret secret(@Nullable String text) {
    return new Secret(text == null ? "" : text);
  }
}
