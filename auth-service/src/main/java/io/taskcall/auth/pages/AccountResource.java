package io.taskcall.auth.pages;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.signin.Session;
import io.taskcall.auth.postgres.PostgresPasskeys;
import io.taskcall.auth.postgres.PostgresSessions;
import io.taskcall.auth.signin.SecondFactors;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** What people see of their own account. */
@Path("/account")
class AccountResource {
  private static final String HERE = "/account";

  private final Visits visits;
  private final Answers answers;
  private final PostgresSessions sessions;
  private final SecondFactors factors;
  private final PostgresPasskeys passkeys;
  private final Session.Limits limits;
  private final Clock clock;

  AccountResource(
      Visits visits,
      Answers answers,
      PostgresSessions sessions,
      SecondFactors factors,
      PostgresPasskeys passkeys,
      Session.Limits limits,
      Clock clock) {
    this.visits = visits;
    this.answers = answers;
    this.sessions = sessions;
    this.factors = factors;
    this.passkeys = passkeys;
    this.limits = limits;
    this.clock = clock;
  }

  @GET
  @Operation(hidden = true)
  public Uni<Response> show(@Context HttpServerRequest request) {
    return visits.member(request, HERE, this::account);
  }

  @POST
  @Path("/sessions/{id}/end")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<Response> end(
      @Context HttpServerRequest request, UUID id, @RestForm("form_token") @Nullable String token) {
    return visits.formOfMember(
        request,
        token,
        HERE,
        visit ->
            sessions
                .end(id, visit.caller().orElseThrow().memberId(), visit.actor(), clock.instant())
                .flatMap(_ -> answers.redirect(HERE)));
  }

  private Uni<Response> account(Visit visit) {
    var member = visit.caller().orElseThrow().memberId();
    return sessions
        .of(member, limits, clock.instant())
        .flatMap(open ->
            factors
                .codesLeft(member)
                .flatMap(left ->
                    passkeys
                        .of(member)
                        .flatMap(mine ->
                            answers.pageWithPasskeys(
                                visit,
                                Response.Status.OK,
                                new Screens.Account(
                                    visit.shell(), open, left.orElse(null), mine)))));
  }
}
