package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.PageEvent.Answer;
import io.taskcall.oncall.domain.page.Links;
import io.taskcall.oncall.postgres.BundleAnswers;
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
import java.util.UUID;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The page behind the link in a mail about several incidents: answers all of them, or each. */
@Path("/respond/{token}/all")
@Produces(MediaType.TEXT_HTML)
public final class BundleAnswerResource {
  private static final int SHOWN_MAX = 200;

  private final SignedLinks links;
  private final BundleAnswers bundles;

  BundleAnswerResource(SignedLinks links, BundleAnswers bundles) {
    this.links = links;
    this.bundles = bundles;
  }

  @GET
  @Operation(hidden = true)
  public Uni<Response> look(@PathParam("token") String token) {
    return with(token, (signed, page) -> show(signed, page, ""));
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<Response> answer(
      @PathParam("token") String token, @FormParam("answer") @Nullable String answer) {
    var wanted = AnswerResource.answerOf(answer);
    return with(token, (signed, page) -> answer(signed, page, wanted));
  }

  private Uni<Response> answer(Links signed, UUID page, Answer answer) {
    return bundles
        .look(page, 1)
        .flatMap(look ->
            work(signed, look)
                ? bundles
                    .answer(page, answer, Instant.now())
                    .flatMap(done -> show(signed, page, said(answer, done)))
                : Uni.createFrom().item(AnswerPage.gone()));
  }

  private Uni<Response> with(String token, BiFunction<Links, UUID, Uni<Response>> action) {
    return links
        .links()
        .flatMap(signed ->
            signed
                .pageOf(token)
                .map(page -> action.apply(signed, page))
                .orElseGet(() -> Uni.createFrom().item(AnswerPage.gone())));
  }

  private Uni<Response> show(Links signed, UUID page, String notice) {
    return bundles
        .look(page, SHOWN_MAX)
        .map(look ->
            work(signed, look) ? BundlePage.of(look, notice, signed::token) : AnswerPage.gone());
  }

  /** They work while there is something to answer, and then as the links to its incidents do. */
  private static boolean work(Links signed, BundleAnswers.Look look) {
    var now = Instant.now();
    return look.shown().stream()
        .map(asked -> Optional.ofNullable(asked.incident().snapshot().resolvedAt()))
        .anyMatch(over -> signed.work(over, now));
  }

  private static String said(Answer answer, int done) {
    var what =
        switch (answer) {
          case ACKNOWLEDGE -> "acknowledged";
          case RESOLVE -> "resolved";
          case ESCALATE -> "escalated";
        };
    return done == 0 ? "Nothing to do." : "Done: " + done + " " + what + ".";
  }
}
