package io.taskcall.auth.pages;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.access.Caller;
import io.taskcall.auth.domain.signin.CodeCheck;
import io.taskcall.auth.postgres.PostgresSecondFactors;
import io.taskcall.auth.signin.Codes;
import io.taskcall.auth.signin.Cookies;
import io.taskcall.auth.signin.SecondFactors;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** Where people begin and end being asked for a code when they sign in. */
@Path("/account/second-factor")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
class SecondFactorResource {
  private static final String ACCOUNT = "/account";

  private final Visits visits;
  private final Answers answers;
  private final SecondFactors factors;
  private final PostgresSecondFactors kept;
  private final Codes codes;
  private final Cookies cookies;
  private final Clock clock;

  SecondFactorResource(
      Visits visits,
      Answers answers,
      SecondFactors factors,
      PostgresSecondFactors kept,
      Codes codes,
      Cookies cookies,
      Clock clock) {
    this.visits = visits;
    this.answers = answers;
    this.factors = factors;
    this.kept = kept;
    this.codes = codes;
    this.cookies = cookies;
    this.clock = clock;
  }

  @POST
  @Path("/begin")
  @Operation(hidden = true)
  public Uni<Response> begin(
      @Context HttpServerRequest request, @RestForm("form_token") @Nullable String token) {
    return visits.formOfMember(
        request,
        token,
        ACCOUNT,
        visit ->
            factors
                .begin(member(visit).memberId(), now())
                .flatMap(secret ->
                    secret
                        .map(found -> setUp(visit, found, Response.Status.OK, null))
                        .orElseGet(() -> answers.redirect(ACCOUNT))));
  }

  @POST
  @Path("/confirm")
  @Operation(hidden = true)
  public Uni<Response> confirm(
      @Context HttpServerRequest request,
      @RestForm("form_token") @Nullable String token,
      @RestForm @Nullable String code) {
    return visits.formOfMember(
        request,
        token,
        ACCOUNT,
        visit ->
            factors
                .confirm(member(visit).memberId(), text(code), visit.actor(), now())
                .flatMap(made ->
                    made.map(found -> recoveryCodes(visit, found)).orElseGet(() -> again(visit))));
  }

  @POST
  @Path("/codes")
  @Operation(hidden = true)
  public Uni<Response> renewCodes(
      @Context HttpServerRequest request,
      @RestForm("form_token") @Nullable String token,
      @RestForm @Nullable String code) {
    return withCode(
        request,
        token,
        code,
        visit ->
            factors
                .renewCodes(member(visit).memberId(), visit.actor(), now())
                .flatMap(made -> recoveryCodes(visit, made)));
  }

  @POST
  @Path("/remove")
  @Operation(hidden = true)
  public Uni<Response> remove(
      @Context HttpServerRequest request,
      @RestForm("form_token") @Nullable String token,
      @RestForm @Nullable String code) {
    return withCode(
        request,
        token,
        code,
        visit ->
            kept.remove(member(visit).memberId(), visit.actor(), now())
                .flatMap(_ -> answers.redirect(ACCOUNT)));
  }

  private Uni<Response> withCode(
      HttpServerRequest request,
      @Nullable String token,
      @Nullable String code,
      Function<Visit, Uni<Response>> then) {
    return visits.formOfMember(
        request,
        token,
        ACCOUNT,
        visit ->
            codes
                .check(
                    member(visit).memberId(),
                    text(code),
                    cookies.device(request, member(visit).email()),
                    visit.actor())
                .flatMap(checked ->
                    switch (checked) {
                      case CodeCheck.Right _ -> then.apply(visit);
                      case CodeCheck.Wrong _ ->
                          refused(visit, "The code is wrong, or was used before.");
                      case CodeCheck.TooEarly(var left) ->
                          refused(
                              visit,
                              "Too many wrong codes. Try again in " + Waits.text(left) + ".");
                    }));
  }

  private Uni<Response> refused(Visit visit, String what) {
    return answers.page(
        visit,
        Response.Status.FORBIDDEN,
        new Screens.Problem(
            visit.shell(),
            "Nothing was changed",
            what + " It takes a code of your app, or a recovery code.",
            ACCOUNT,
            "Back to your account"));
  }

  private Uni<Response> again(Visit visit) {
    return factors
        .begun(member(visit).memberId())
        .flatMap(secret ->
            secret
                .map(found ->
                    setUp(
                        visit,
                        found,
                        Response.Status.BAD_REQUEST,
                        "That is not the code that goes with this key just now. Is the clock of"
                            + " your phone right?"))
                .orElseGet(() -> answers.redirect(ACCOUNT)));
  }

  private Uni<Response> setUp(
      Visit visit, Secret secret, Response.Status status, @Nullable String problem) {
    return answers.page(
        visit,
        status,
        new Screens.SecondFactor(
            visit.shell(),
            KeyUri.spaced(secret),
            KeyUri.of(member(visit).email(), secret),
            problem));
  }

  private Uni<Response> recoveryCodes(Visit visit, List<Secret> made) {
    return answers.page(
        visit,
        Response.Status.OK,
        new Screens.RecoveryCodes(visit.shell(), made.stream().map(KeyUri::spaced).toList()));
  }

  private static Caller member(Visit visit) {
    return visit.caller().orElseThrow();
  }

  private static String text(@Nullable String code) {
    return code == null ? "" : code.strip();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
