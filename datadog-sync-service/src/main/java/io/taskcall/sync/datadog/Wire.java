package io.taskcall.sync.datadog;

import io.smallrye.mutiny.Uni;
import io.taskcall.sync.SyncConfig;
import io.taskcall.sync.domain.Answer;
import io.vertx.core.http.HttpMethod;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Makes requests to Datadog. Whatever goes wrong is an answer. */
@ApplicationScoped
class Wire {
  private static final Answer.Failure NO_ID = new Answer.Refused(0, "not an id that Datadog gives");
  private static final Answer.Failure KEYS_ONLY =
      new Answer.Refused(0, "Datadog takes this from API keys only; connect with keys");

  private final WebClient client;
  private final Grants grants;
  private final Breakers breakers;
  private final SyncConfig config;

  Wire(WebClient client, Grants grants, Breakers breakers, SyncConfig config) {
    this.client = client;
    this.grants = grants;
    this.breakers = breakers;
    this.config = config;
  }

  /**
   * What is asked for.
   *
   * @param keysOnly whether Datadog takes no token for it
   */
  record Request(HttpMethod method, String path, Optional<String> body, boolean keysOnly) {
    Request(HttpMethod method, String path, Optional<String> body) {
      this(method, path, body, false);
    }

    static Request get(String path) {
      return new Request(HttpMethod.GET, path, Optional.empty());
    }
  }

  /** For ids that came from outside and are none: they shall not lead us elsewhere. */
  static Uni<Reply> noId() {
    return Uni.createFrom().item(Answers.failed(NO_ID));
  }

  /** Makes a request on behalf of an integration; a token that is turned down is renewed once. */
  Uni<Reply> send(UUID integrationId, Request request, Instant now) {
    return grants
        .permission(integrationId, now)
        .flatMap(permission ->
            switch (permission) {
              case Permission.Granted(var grant) ->
                  send(grant, request)
                      .flatMap(reply ->
                          reply instanceof Reply.Failed(Answer.Unauthorized _)
                              ? again(grant, integrationId, request)
                              : Uni.createFrom().item(reply));
              case Permission.Denied(var failure) -> Uni.createFrom().item(Answers.failed(failure));
            });
  }

  private Uni<Reply> again(Grant refused, UUID integrationId, Request request) {
    return grants
        .permissionInsteadOf(refused, integrationId)
        .flatMap(permission ->
            switch (permission) {
              case Permission.Granted(var grant) -> send(grant, request);
              case Permission.Denied(var failure) -> Uni.createFrom().item(Answers.failed(failure));
            });
  }

  private Uni<Reply> send(Grant grant, Request request) {
    if (request.keysOnly() && grant.accessToken() != null) {
      return Uni.createFrom().item(Answers.failed(KEYS_ONLY));
    }
    return breakers.ask(grant.apiUrl(), () -> request(grant, request));
  }

  private Uni<Reply> request(Grant grant, Request wanted) {
    var request =
        grant
            .on(client.requestAbs(wanted.method(), grant.apiUrl() + wanted.path()))
            .putHeader("Accept", "application/json")
            .timeout(config.requestTimeout().toMillis());
    var response =
        wanted
            .body()
            .map(text ->
                request
                    .putHeader("Content-Type", "application/json")
                    .sendBuffer(Buffer.buffer(text)))
            .orElseGet(request::send);
    return response
        .map(got -> Answers.reply(got.statusCode(), got::getHeader, got.bodyAsString()))
        .onFailure()
        .recoverWithItem(
            e -> Answers.failed(new Answer.Unavailable("Datadog does not answer: " + e)));
  }
}
