package io.taskcall.auth.datadog;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.AuthConfig;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.TokenAnswer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.MultiMap;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Datadog's OAuth token endpoint. What it is sent and what it answers is never logged. */
@ApplicationScoped
class TokenEndpoint {
  /** What Datadog says of an access token's life; it lives an hour if the answer does not say. */
  private static final long LIFETIME_SECONDS = 3600;

  /** The form of an OAuth error code; anything else is not repeated. */
  private static final Pattern CODE = Pattern.compile("[a-z_]{1,40}");

  private final WebClient client;
  private final AuthConfig.Datadog config;

  TokenEndpoint(Vertx vertx, AuthConfig config) {
    this.config = config.datadog();
    // A redirect would take the refresh token to a host that nobody has allowed.
    this.client =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setFollowRedirects(false)
                .setUserAgent("TaskCall")
                .setConnectTimeout(Math.toIntExact(this.config.timeout().toMillis())));
  }

  /** Exchanges a refresh token for an access token. */
  Uni<TokenAnswer> refresh(URI apiUrl, Secret refreshToken) {
    var secret = config.clientSecret();
    if (secret.isEmpty()) {
      return Uni.createFrom().item(unavailable("the client secret for Datadog is not configured"));
    }
    var form =
        MultiMap.caseInsensitiveMultiMap()
            .add("grant_type", "refresh_token")
            .add("client_id", config.clientId())
            .add("client_secret", secret.get())
            .add("refresh_token", refreshToken.reveal());
    return client
        .postAbs(apiUrl + "/oauth2/v1/token")
        .timeout(config.timeout().toMillis())
        .putHeader("Accept", "application/json")
        .sendForm(form)
        .map(TokenEndpoint::answer)
        .onFailure()
        .recoverWithItem(
            e -> unavailable("Datadog could not be reached: " + e.getClass().getSimpleName()));
  }

  private static TokenAnswer answer(HttpResponse<Buffer> response) {
    var body = body(response);
    if (response.statusCode() == 200 && body.getValue("access_token") instanceof String token) {
      long seconds =
          body.getValue("expires_in") instanceof Number n ? n.longValue() : LIFETIME_SECONDS;
      var refresh =
          body.getValue("refresh_token") instanceof String next
              ? Optional.of(new Secret(next))
              : Optional.<Secret>empty();
      return new TokenAnswer.Granted(new Secret(token), Duration.ofSeconds(seconds), refresh);
    }
    var code =
        body.getValue("error") instanceof String error && CODE.matcher(error).matches()
            ? " " + error
            : "";
    return code.equals(" invalid_grant")
        ? new TokenAnswer.Revoked("Datadog has revoked the authorization")
        : unavailable("Datadog answered " + response.statusCode() + code);
  }

  private static JsonObject body(HttpResponse<Buffer> response) {
    try {
      var body = response.bodyAsJsonObject();
      return body == null ? new JsonObject() : body;
    } catch (DecodeException | ClassCastException e) {
      return new JsonObject();
    }
  }

  private static TokenAnswer unavailable(String reason) {
    return new TokenAnswer.Unavailable(reason);
  }
}
