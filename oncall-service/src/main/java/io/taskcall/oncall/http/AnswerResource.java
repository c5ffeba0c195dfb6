package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.PageEvent.Answer;
import io.taskcall.oncall.domain.page.Reply;
import io.taskcall.oncall.sending.Replies;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The pages behind the links in messages. Looking at one does nothing, since mail scanners follow
 * links; only its buttons do.
 */
@Path("/respond/{token}")
@Produces(MediaType.TEXT_HTML)
public final class AnswerResource {
  private final Replies replies;

  AnswerResource(Replies replies) {
    this.replies = replies;
  }

  @GET
  @Operation(hidden = true)
  public Uni<Response> look(@PathParam("token") String token) {
    return replies
        .asked(token)
        .map(asked ->
            asked.map(known -> AnswerPage.of(known.incident(), "")).orElseGet(AnswerPage::gone));
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<Response> answer(
      @PathParam("token") String token, @FormParam("answer") @Nullable String answer) {
    return replies
        .answer(token, answerOf(answer))
        .map(done ->
            done.map(known -> AnswerPage.of(known.incident(), known.said()))
                .orElseGet(AnswerPage::gone));
  }

  private static Answer answerOf(@Nullable String answer) {
    return Reply.word(answer == null ? "" : answer)
        .orElseThrow(
            () -> ProblemException.badRequest("answer is acknowledge, resolve or escalate"));
  }
}
