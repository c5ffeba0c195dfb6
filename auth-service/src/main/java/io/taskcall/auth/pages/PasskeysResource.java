package io.taskcall.auth.pages;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.postgres.PostgresPasskeys;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** Where people remove a passkey, in browsers that need not be able to use any. */
@Path("/account/passkeys")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
class PasskeysResource {
  private static final String ACCOUNT = "/account";

  private final Visits visits;
  private final Answers answers;
  private final PostgresPasskeys passkeys;
  private final Clock clock;

  PasskeysResource(Visits visits, Answers answers, PostgresPasskeys passkeys, Clock clock) {
    this.visits = visits;
    this.answers = answers;
    this.passkeys = passkeys;
    this.clock = clock;
  }

  @POST
  @Path("/{id}/remove")
  @Operation(hidden = true)
  public Uni<Response> remove(
      @Context HttpServerRequest request, UUID id, @RestForm("form_token") @Nullable String token) {
    return visits.formOfMember(
        request,
        token,
        ACCOUNT,
        visit ->
            passkeys
                .remove(
                    visit.caller().orElseThrow().memberId(),
                    id,
                    visit.actor(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS))
                .flatMap(_ -> answers.redirect(ACCOUNT)));
  }
}
