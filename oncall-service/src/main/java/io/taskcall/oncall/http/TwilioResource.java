package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.PageEvent.Answer;
import io.taskcall.oncall.OncallConfig;
import io.taskcall.oncall.domain.page.Page;
import io.taskcall.oncall.domain.page.Reply;
import io.taskcall.oncall.domain.signing.TwilioSignature;
import io.taskcall.oncall.phone.Account;
import io.taskcall.oncall.phone.Twiml;
import io.taskcall.oncall.postgres.Receipts;
import io.taskcall.oncall.sending.Front;
import io.taskcall.oncall.sending.Replies;
import io.taskcall.oncall.sending.Wording;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What the phone company calls: replies to SMS, keys pressed in calls, and what became of both. */
@Path("/callbacks/twilio")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_XML)
public final class TwilioResource {
  private static final String SIGNATURE = "X-Twilio-Signature";

  private static final Logger LOG = Logger.getLogger(TwilioResource.class);

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** Twilio waits 15 s for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(9);

  private final Replies replies;
  private final Receipts receipts;
  private final OncallConfig config;

  TwilioResource(Replies replies, Receipts receipts, OncallConfig config) {
    this.replies = replies;
    this.receipts = receipts;
    this.config = config;
  }

  @POST
  @Path("sms")
  @Operation(hidden = true)
  public Uni<String> sms(
      @Context UriInfo uri,
      @HeaderParam(SIGNATURE) @Nullable String signature,
      MultivaluedMap<String, String> form) {
    verify(uri, signature, form);
    var reply = Reply.read(value(form, "Body"));
    if (reply.isEmpty()) {
      return text(Twiml.message(Reply.HELP + " To answer an older page, put its number behind."));
    }
    return answering(
        reply.get().answer(),
        receipts
            .lastTo(value(form, "From"), reply.get().number())
            .flatMap(page ->
                page.map(found -> answer(found, reply.get().answer()))
                    .orElseGet(() -> text(Twiml.message("There is no such page to answer.")))));
  }

  private Uni<String> answer(Page page, Answer answer) {
    return replies
        .answer(page, answer)
        .map(done ->
            Twiml.message(
                done.map(known ->
                        Wording.of(new Replies.Asked(page, known.incident())).headline()
                            + ": "
                            + known.said())
                    .orElse("There is no such page to answer.")));
  }

  @POST
  @Path("voice/{token}")
  @Operation(hidden = true)
  public Uni<String> voice(
      @Context UriInfo uri,
      @PathParam("token") String token,
      @HeaderParam(SIGNATURE) @Nullable String signature,
      MultivaluedMap<String, String> form) {
    verify(uri, signature, form);
    return persistently(
        replies
            .asked(token)
            .map(asked ->
                asked
                    .map(known -> Twiml.ask(Wording.of(known).spoken(), url(uri) + "/key"))
                    .orElseGet(() -> Twiml.say("This is over. Goodbye."))));
  }

  @POST
  @Path("voice/{token}/key")
  @Operation(hidden = true)
  public Uni<String> key(
      @Context UriInfo uri,
      @PathParam("token") String token,
      @HeaderParam(SIGNATURE) @Nullable String signature,
      MultivaluedMap<String, String> form) {
    verify(uri, signature, form);
    return Reply.answer(value(form, "Digits"))
        .map(answer ->
            answering(
                answer,
                replies
                    .answer(token, answer)
                    .map(done ->
                        Twiml.say(
                            done.map(Replies.Done::said).orElse("This is over.") + " Goodbye."))))
        .orElseGet(() -> text(Twiml.ask("That key has no meaning.", url(uri))));
  }

  @POST
  @Path("status/{token}")
  @Operation(hidden = true)
  public Uni<Response> status(
      @Context UriInfo uri,
      @PathParam("token") String token,
      @HeaderParam(SIGNATURE) @Nullable String signature,
      MultivaluedMap<String, String> form) {
    verify(uri, signature, form);
    var status = value(form, form.containsKey("CallStatus") ? "CallStatus" : "MessageStatus");
    return persistently(
            replies
                .asked(token)
                .flatMap(asked ->
                    asked
                        .map(known -> became(known.page(), status))
                        .orElseGet(() -> Uni.createFrom().voidItem())))
        .replaceWith(() -> Response.noContent().build());
  }

  private Uni<Void> became(Page page, String status) {
    return switch (status) {
      case "delivered", "in-progress", "answered", "completed" ->
          receipts.delivered(page, Instant.now());
      case "failed", "undelivered", "busy", "no-answer", "canceled" -> lost(page, status);
      default -> Uni.createFrom().voidItem();
    };
  }

  /** It may say that a message was lost before we have written down that it was sent. */
  private Uni<Void> lost(Page page, String status) {
    return receipts
        .lost(page, "the phone company says: " + status, Instant.now())
        .invoke(done -> {
          if (!done) {
            throw new IllegalStateException("it is not written down yet that it was sent");
          }
        })
        .replaceWithVoid();
  }

  /** What may have been done though it failed is not tried again where that goes one level on. */
  private static Uni<String> answering(Answer answer, Uni<String> doing) {
    return switch (answer) {
      case ACKNOWLEDGE, RESOLVE -> persistently(doing);
      case ESCALATE -> doing;
    };
  }

  /**
   * The phone company does not call again when we fail, and what somebody answered would be lost:
   * it waits while we try again what can be done twice.
   */
  private static <T> Uni<T> persistently(Uni<T> doing) {
    return doing
        .onFailure()
        .invoke(failure ->
            LOG.warnf("what the phone company says could not be dealt with: %s", failure))
        .onFailure()
        .retry()
        .withBackOff(PAUSE, LONGEST_PAUSE)
        .expireIn(PATIENCE.toMillis());
  }

  private void verify(
      UriInfo uri, @Nullable String signature, MultivaluedMap<String, String> form) {
    var parameters = new TreeMap<String, String>();
    form.keySet().forEach(name -> parameters.put(name, value(form, name)));
    boolean signed =
        signature != null
            && Account.of(config.twilio()).stream()
                .map(account -> new TwilioSignature(account.token()))
                .anyMatch(signing -> signing.signed(url(uri), parameters, signature));
    if (!signed) {
      throw ProblemException.forbidden("this is not signed by the phone company");
    }
  }

  /** As the phone company knows it: through the front door. */
  private String url(UriInfo uri) {
    var request = uri.getRequestUri();
    var query = request.getRawQuery() == null ? "" : "?" + request.getRawQuery();
    return Front.ofVendors(config) + request.getRawPath() + query;
  }

  private static String value(MultivaluedMap<String, String> form, String name) {
    return Optional.ofNullable(form.getFirst(name)).orElse("");
  }

  private static Uni<String> text(String twiml) {
    return Uni.createFrom().item(twiml);
  }
}
