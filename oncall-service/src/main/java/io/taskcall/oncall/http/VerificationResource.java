package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.postgres.Proofs;
import io.taskcall.oncall.sending.Verification;
import io.taskcall.rights.Needs;
import io.taskcall.rights.Right;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How people prove that a way to reach them is theirs. */
@Needs(toChange = Right.RESPOND)
@Path("/api/v1/people/{person}/contact-methods")
@Tag(name = "people")
public final class VerificationResource {
  private static final int CODE_MAX = 100;

  private final People people;
  private final Verification verification;
  private final Proofs proofs;

  VerificationResource(People people, Verification verification, Proofs proofs) {
    this.people = people;
    this.verification = verification;
    this.proofs = proofs;
  }

  /** The code that arrived. */
  @Schema(name = "Code")
  public record CodeAnswer(@Schema(required = true, examples = "123456") @Nullable String code) {}

  @POST
  @Path("{id}/code")
  @Operation(summary = "Send another code", description = "At most one in 30 s, five in an hour.")
  @APIResponse(
      responseCode = "200",
      description = "It is on its way; or it could not be sent, and why.",
      content = @Content(schema = @Schema(implementation = ContactMethodBody.class)))
  @APIResponse(responseCode = "429", description = "It is too early for another.")
  public Uni<Response> code(
      @Context ContainerRequestContext request,
      @PathParam("person") String who,
      @PathParam("id") String id) {
    return people
        .person(request, who)
        .flatMap(known -> {
          var method = ContactMethodResource.own(known, id);
          var now = Instant.now();
          return verification
              .send(known.person().id(), method, now)
              .map(code ->
                  code instanceof Verification.Code.TooEarly(Instant until)
                      ? tooEarly(Duration.between(now, until))
                      : Response.ok(ContactMethodBody.of(method, known.person().id(), code))
                          .build());
        });
  }

  @POST
  @Path("{id}/verify")
  @Operation(summary = "Prove to be there, with the code that arrived")
  @RequestBody(content = @Content(schema = @Schema(implementation = CodeAnswer.class)))
  @APIResponse(
      responseCode = "200",
      description = "It counts from now on.",
      content = @Content(schema = @Schema(implementation = ContactMethodBody.class)))
  @APIResponse(responseCode = "409", description = "The code is too old, or was guessed at.")
  public Uni<Response> verify(
      @Context ContainerRequestContext request,
      @PathParam("person") String who,
      @PathParam("id") String id,
      byte @Nullable [] body) {
    var code = Limits.line("code", Body.read(CodeAnswer.class, body).code(), CODE_MAX);
    var now = Instant.now();
    return people
        .person(request, who)
        .flatMap(known -> {
          var method = ContactMethodResource.own(known, id);
          var userId = known.person().id();
          return method.isVerified()
              ? Uni.createFrom().item(Response.ok(ContactMethodBody.of(method, userId)).build())
              : proofs
                  .answer(userId, method, code, now)
                  .map(answered ->
                      switch (answered) {
                        case VERIFIED ->
                            Response.ok(ContactMethodBody.of(method.verified(now), userId)).build();
                        case WRONG ->
                            throw ProblemException.field("code", "is not the one that was sent");
                        case SPENT ->
                            throw ProblemException.conflict(
                                "no code is waiting for an answer; ask for a new one");
                      });
        });
  }

  private static Response tooEarly(Duration left) {
    return Response.fromResponse(
            Problem.of(429, "Too Many Requests", "it is too early for another code", null)
                .response())
        .header(HttpHeaders.RETRY_AFTER, left.toSeconds() + 1)
        .build();
  }
}
