package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.PageEvent.Answer;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.domain.incident.Outcome;
import io.taskcall.oncall.domain.page.Links;
import io.taskcall.oncall.domain.page.Page;
import io.taskcall.oncall.postgres.IncidentActions;
import io.taskcall.oncall.postgres.IncidentQueries;
import io.taskcall.oncall.postgres.SignedLinks;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The pages behind the links in mails. Looking at one does nothing, since mail scanners follow
 * links; only its buttons do.
 */
@Path("/respond/{token}")
@Produces(MediaType.TEXT_HTML)
public final class AnswerResource {
  private final SignedLinks links;
  private final IncidentQueries incidents;
  private final IncidentActions actions;

  AnswerResource(SignedLinks links, IncidentQueries incidents, IncidentActions actions) {
    this.links = links;
    this.incidents = incidents;
    this.actions = actions;
  }

  @GET
  @Operation(hidden = true)
  public Uni<Response> look(@PathParam("token") String token) {
    return asked(token)
        .map(asked ->
            asked.map(known -> AnswerPage.of(known.incident(), "")).orElseGet(AnswerPage::gone));
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<Response> answer(
      @PathParam("token") String token, @FormParam("answer") @Nullable String answer) {
    var wanted = answerOf(answer);
    return asked(token)
        .flatMap(asked ->
            asked
                .map(known -> answer(known.page(), wanted))
                .orElseGet(() -> Uni.createFrom().item(AnswerPage.gone())));
  }

  private Uni<Response> answer(Page page, Answer answer) {
    return actions
        .answer(page.ref(), answer, Instant.now())
        .map(done ->
            done.map(known -> AnswerPage.of(known.incident(), said(known.outcome())))
                .orElseGet(AnswerPage::gone));
  }

  /** What a link asks about: the page it came with, and how its incident stands. */
  private record Asked(Page page, Incident incident) {}

  private Uni<Optional<Asked>> asked(String token) {
    return links
        .links()
        .flatMap(signed ->
            signed
                .pageOf(token)
                .map(id ->
                    incidents
                        .page(id)
                        .flatMap(
                            page -> page.map(this::withIncident).orElseGet(AnswerResource::nothing))
                        .map(asked -> asked.filter(known -> works(signed, known.incident()))))
                .orElseGet(AnswerResource::nothing));
  }

  private Uni<Optional<Asked>> withIncident(Page page) {
    return incidents
        .one(page.ref().organizationId(), page.ref().incidentId())
        .map(found -> found.map(incident -> new Asked(page, incident)));
  }

  private static Uni<Optional<Asked>> nothing() {
    return Uni.createFrom().item(Optional.empty());
  }

  private static boolean works(Links links, Incident incident) {
    var over = Optional.ofNullable(incident.snapshot().resolvedAt());
    return links.work(over, Instant.now());
  }

  private static String said(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Changed _ -> "Done.";
      case Outcome.Unchanged unchanged -> "Nothing to do: " + unchanged.reason() + ".";
      case Outcome.Refused refused -> "That cannot be done: " + refused.reason() + ".";
      case Outcome.Outdated _ -> "It has changed meanwhile: look again.";
    };
  }

  private static Answer answerOf(@Nullable String answer) {
    if ("acknowledge".equals(answer)) {
      return Answer.ACKNOWLEDGE;
    }
    if ("resolve".equals(answer)) {
      return Answer.RESOLVE;
    }
    throw ProblemException.badRequest("answer is acknowledge or resolve");
  }
}
