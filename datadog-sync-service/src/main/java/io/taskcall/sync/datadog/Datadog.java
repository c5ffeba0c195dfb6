package io.taskcall.sync.datadog;

import io.smallrye.mutiny.Uni;
import io.taskcall.sync.SyncConfig;
import io.taskcall.sync.domain.Answer;
import io.taskcall.sync.domain.Link;
import io.taskcall.sync.domain.Wish;
import io.vertx.core.http.HttpMethod;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Datadog's Incidents API v2, as far as the mirror needs it. Every failure is an answer. */
@ApplicationScoped
public class Datadog {
  private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F-]{36}");

  private final WebClient client;
  private final Grants grants;
  private final SyncConfig config;

  Datadog(WebClient client, Grants grants, SyncConfig config) {
    this.client = client;
    this.grants = grants;
    this.config = config;
  }

  /** How the incident stands. */
  public Uni<Answer> show(Link link, Instant now) {
    return request(link, now, HttpMethod.GET, Optional.empty());
  }

  /** Makes a wish come true. */
  public Uni<Answer> update(Link link, Wish.Write wish, Instant now) {
    var body = IncidentJson.update(link.datadogUuid(), wish);
    return request(link, now, HttpMethod.PATCH, Optional.of(body));
  }

  private Uni<Answer> request(Link link, Instant now, HttpMethod method, Optional<String> body) {
    // It comes from a payload, and shall not lead us elsewhere.
    if (!UUID_FORM.matcher(link.datadogUuid()).matches()) {
      return Uni.createFrom().item(new Answer.Refused(0, "not an id that Datadog gives"));
    }
    Function<Grant, Uni<Answer>> send = grant -> send(grant, link.datadogUuid(), method, body);
    return grants
        .permission(link.integrationId(), now)
        .flatMap(permission ->
            switch (permission) {
              case Permission.Granted(var grant) ->
                  send.apply(grant)
                      .flatMap(answer ->
                          answer instanceof Answer.Unauthorized
                              ? again(grant, link.integrationId(), send)
                              : Uni.createFrom().item(answer));
              case Permission.Denied denied -> Uni.createFrom().item(denied.failure());
            });
  }

  private Uni<Answer> again(Grant refused, UUID integrationId, Function<Grant, Uni<Answer>> send) {
    return grants
        .permissionInsteadOf(refused, integrationId)
        .flatMap(permission -> with(permission, send));
  }

  private static Uni<Answer> with(Permission permission, Function<Grant, Uni<Answer>> send) {
    return switch (permission) {
      case Permission.Granted granted -> send.apply(granted.grant());
      case Permission.Denied denied -> Uni.createFrom().item(denied.failure());
    };
  }

  private Uni<Answer> send(Grant grant, String uuid, HttpMethod method, Optional<String> body) {
    var request =
        client
            .requestAbs(method, grant.apiUrl() + "/api/v2/incidents/" + uuid)
            .bearerTokenAuthentication(grant.accessToken())
            .putHeader("Accept", "application/json")
            .timeout(config.requestTimeout().toMillis());
    var response =
        body.map(text ->
                request
                    .putHeader("Content-Type", "application/json")
                    .sendBuffer(Buffer.buffer(text)))
            .orElseGet(request::send);
    return response
        .map(Datadog::read)
        .onFailure()
        .recoverWithItem(e -> new Answer.Unavailable("Datadog does not answer: " + e));
  }

  private static Answer read(HttpResponse<Buffer> response) {
    return Answers.read(response.statusCode(), response::getHeader, response.bodyAsString());
  }
}
