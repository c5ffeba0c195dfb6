package io.taskcall.oncall.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Ids;
import io.taskcall.oncall.postgres.Answers;
import io.taskcall.oncall.postgres.Answers.Claim;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Deals once with a request that carries an {@code Idempotency-Key}, however often it is sent: the
 * same request is answered the same, another one under the same key is refused.
 */
@ApplicationScoped
class Once {
  static final String HEADER = "Idempotency-Key";
  private static final String REPLAYED = "Idempotency-Replayed";
  private static final int KEY_MAX = 200;

  private final Answers answers;
  private final ObjectMapper mapper;

  Once(Answers answers, ObjectMapper mapper) {
    this.answers = answers;
    this.mapper = mapper;
  }

  /** Does {@code work}, or answers as it was answered before. */
  Uni<Response> answer(
      ContainerRequestContext request, byte @Nullable [] body, Supplier<Uni<Response>> work) {
    return key(request).map(key -> answer(identify(request, key, body), work)).orElseGet(work);
  }

  /** What derives the ids of all that a request causes: the same for the same request. */
  static UUID cause(ContainerRequestContext request) {
    var user = Authentication.caller(request).userId();
    return key(request)
        .map(key -> Ids.derive("request", user, key))
        .orElseGet(() -> Ids.derive("request", user, UUID.randomUUID()));
  }

  private Uni<Response> answer(Answers.Request request, Supplier<Uni<Response>> work) {
    return answers
        .claim(request, Instant.now())
        .flatMap(claim ->
            switch (claim) {
              case Claim.Mine _ -> deal(request, work);
              case Claim.Answered(Answers.Answer answer) ->
                  Uni.createFrom().item(response(answer, true));
              case Claim.Busy _ -> Uni.createFrom().item(busy());
              case Claim.Other _ ->
                  Uni.createFrom()
                      .item(
                          Problem.of(
                                  422,
                                  "Unprocessable Content",
                                  "another request was sent under this " + HEADER,
                                  HEADER)
                              .response());
            });
  }

  private Uni<Response> deal(Answers.Request request, Supplier<Uni<Response>> work) {
    return Uni.createFrom()
        .deferred(work::get)
        .onFailure(ProblemException.class)
        .recoverWithItem(failure -> failure.problem().response())
        .map(this::written)
        .flatMap(answer -> answers.save(request, answer).replaceWith(response(answer, false)))
        .onFailure()
        .call(_ -> answers.forget(request));
  }

  private static Response busy() {
    return Response.fromResponse(
            Problem.of(Response.Status.CONFLICT, "this request is being dealt with").response())
        .header(HttpHeaders.RETRY_AFTER, 1)
        .build();
  }

  private Answers.Answer written(Response response) {
    try {
      var etag = response.getHeaderString(HttpHeaders.ETAG);
      var body = response.hasEntity() ? mapper.writeValueAsString(response.getEntity()) : "";
      return new Answers.Answer(response.getStatus(), body, etag);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer must be writable", e);
    }
  }

  private static Response response(Answers.Answer answer, boolean replayed) {
    var problem = answer.status() >= Response.Status.BAD_REQUEST.getStatusCode();
    var response =
        Response.status(answer.status())
            .type(problem ? Problem.MEDIA_TYPE : MediaType.APPLICATION_JSON)
            .header(HttpHeaders.ETAG, answer.etag())
            .header(REPLAYED, replayed ? "true" : null);
    return (answer.body().isEmpty() ? response : response.entity(answer.body())).build();
  }

  private static Optional<String> key(ContainerRequestContext request) {
    var key = Optional.ofNullable(request.getHeaderString(HEADER));
    if (key.filter(given -> given.isBlank() || given.length() > KEY_MAX).isPresent()) {
      throw ProblemException.field(HEADER, "is from 1 to " + KEY_MAX + " characters");
    }
    return key;
  }

  private static Answers.Request identify(
      ContainerRequestContext request, String key, byte @Nullable [] body) {
    var uri = request.getUriInfo().getRequestUri();
    var what =
        request.getMethod()
            + " "
            + uri.getRawPath()
            + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
            + " "
            + (body == null ? "" : new String(body, StandardCharsets.ISO_8859_1));
    return new Answers.Request(Authentication.caller(request).userId(), key, Ids.sha256(what));
  }
}
