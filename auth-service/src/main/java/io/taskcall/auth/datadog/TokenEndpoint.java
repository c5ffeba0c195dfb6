package io.taskcall.auth.datadog;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.AuthConfig;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.TokenAnswer;
import io.taskcall.auth.domain.connect.CodeAnswer;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    if (!isRegistered()) {
      return Uni.createFrom().item(unavailable("the client secret for Datadog is not configured"));
    }
    var form =
        client().add("grant_type", "refresh_token").add("refresh_token", refreshToken.reveal());
    return send(apiUrl, "token", form)
        .map(TokenEndpoint::answer)
        .onFailure()
        .recoverWithItem(e -> unavailable(unreachable(e)));
  }

  /** Exchanges what somebody came back with for a grant. */
  Uni<CodeAnswer> redeem(URI apiUrl, Secret code, Secret verifier, URI redirectUri) {
    var form =
        client()
            .add("grant_type", "authorization_code")
            .add("redirect_uri", redirectUri.toString())
            .add("code", code.reveal())
            .add("code_verifier", verifier.reveal());
    return send(apiUrl, "token", form)
        .map(TokenEndpoint::codeAnswer)
        .onFailure()
        .recoverWithItem(e -> new CodeAnswer.Unavailable(unreachable(e)));
  }

  /**
   * Ends an authorization.
   *
   * @return why Datadog could not be told; empty if it knows
   */
  Uni<Optional<String>> revoke(URI apiUrl, Secret refreshToken) {
    var form = client().add("token", refreshToken.reveal()).add("token_type_hint", "refresh_token");
    return send(apiUrl, "revoke", form)
        .map(response ->
            response.statusCode() == 200
                ? Optional.<String>empty()
                : Optional.of("Datadog answered " + response.statusCode() + code(body(response))))
        .onFailure()
        .recoverWithItem(e -> Optional.of(unreachable(e)));
  }

  /** Whether whoever holds this token may read incidents; a Datadog without an answer may. */
  Uni<Boolean> mayReadIncidents(URI apiUrl, Secret accessToken) {
    return client
        .getAbs(apiUrl + "/api/v2/incidents?page%5Bsize%5D=1")
        .timeout(config.timeout().toMillis())
        .putHeader("Accept", "application/json")
        .bearerTokenAuthentication(accessToken.reveal())
        .send()
        .map(response -> response.statusCode() != 403 && response.statusCode() != 401)
        .onFailure()
        .recoverWithItem(true);
  }

  /** Whether the operator has said what we are at Datadog. */
  boolean isRegistered() {
    return config.clientSecret().isPresent();
  }

  private MultiMap client() {
    return MultiMap.caseInsensitiveMultiMap()
        .add("client_id", config.clientId())
        .add("client_secret", config.clientSecret().orElse(""));
  }

  private Uni<HttpResponse<Buffer>> send(URI apiUrl, String what, MultiMap form) {
    return client
        .postAbs(apiUrl + "/oauth2/v1/" + what)
        .timeout(config.timeout().toMillis())
        .putHeader("Accept", "application/json")
        .sendForm(form);
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
    var code = code(body);
    return code.equals(" invalid_grant")
        ? new TokenAnswer.Revoked("Datadog has revoked the authorization")
        : unavailable("Datadog answered " + response.statusCode() + code);
  }

  private static CodeAnswer codeAnswer(HttpResponse<Buffer> response) {
    var body = body(response);
    if (response.statusCode() == 200
        && body.getValue("access_token") instanceof String access
        && body.getValue("refresh_token") instanceof String refresh) {
      long seconds =
          body.getValue("expires_in") instanceof Number n ? n.longValue() : LIFETIME_SECONDS;
      var scopes =
          body.getValue("scope") instanceof String scope && !scope.isBlank()
              ? Optional.of(Set.copyOf(List.of(scope.strip().split("[\\s,]+", -1))))
              : Optional.<Set<String>>empty();
      return new CodeAnswer.Granted(
          new Secret(access), Duration.ofSeconds(seconds), new Secret(refresh), scopes);
    }
    return switch (code(body)) {
      case " invalid_grant", " invalid_request" -> new CodeAnswer.Refused();
      case " invalid_client", " unauthorized_client" ->
          new CodeAnswer.NotRegistered("Datadog answered" + code(body));
      case String code ->
          new CodeAnswer.Unavailable("Datadog answered " + response.statusCode() + code);
    };
  }

  private static String code(JsonObject body) {
    return body.getValue("error") instanceof String error && CODE.matcher(error).matches()
        ? " " + error
        : "";
  }

  private static String unreachable(Throwable failure) {
    return "Datadog could not be reached: " + failure.getClass().getSimpleName();
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
