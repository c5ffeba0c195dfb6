package io.taskcall.auth.datadog;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.AuthConfig;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.connect.DatadogKeys;
import io.taskcall.auth.domain.connect.KeysAnswer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpRequest;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What we do at a Datadog with its keys or a token, which are never logged. */
@ApplicationScoped
class KeyedApi {
  private static final String WEBHOOKS = "/api/v1/integration/webhooks/configuration/webhooks";
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private final WebClient client;
  private final long timeoutMillis;

  KeyedApi(Vertx vertx, AuthConfig config) {
    this.timeoutMillis = config.datadog().timeout().toMillis();
    // A redirect would take the keys to a host that nobody has allowed.
    this.client =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setFollowRedirects(false)
                .setUserAgent("TaskCall")
                .setConnectTimeout(Math.toIntExact(timeoutMillis)));
  }

  /** What became of something that we asked of Datadog. */
  sealed interface Done {
    /** It is so now. */
    record Well() implements Done {}

    /** The customer's to fix: the keys do not allow it, or not any more. */
    record NotAllowed(String reason) implements Done {}

    /** Time's to fix, or ours. */
    record Failed(String reason) implements Done {}
  }

  /** Whether the keys are good, and allow the mirror to see incidents. */
  Uni<KeysAnswer> check(URI apiUrl, DatadogKeys keys) {
    return request(HttpMethod.GET, apiUrl, "/api/v1/validate", keys)
        .send()
        .flatMap(response ->
            switch (response.statusCode()) {
              case OK -> permissions(apiUrl, keys);
              case UNAUTHORIZED, FORBIDDEN ->
                  Uni.createFrom().<KeysAnswer>item(new KeysAnswer.Refused("API key"));
              default ->
                  Uni.createFrom().<KeysAnswer>item(new KeysAnswer.Unavailable(answered(response)));
            })
        .onFailure()
        .recoverWithItem(e -> new KeysAnswer.Unavailable(unreachable(e)));
  }

  /** Makes the webhook that sends alerts to us. */
  Uni<Done> createWebhook(
      URI apiUrl,
      UnaryOperator<HttpRequest<Buffer>> shown,
      String name,
      String url,
      String payload) {
    var body =
        new JsonObject()
            .put("name", name)
            .put("url", url)
            .put("encode_as", "json")
            .put("payload", payload);
    return done(request(HttpMethod.POST, apiUrl, WEBHOOKS, shown).sendJsonObject(body), CREATED);
  }

  /** Has a webhook of ours send to another URL. */
  Uni<Done> moveWebhook(URI apiUrl, DatadogKeys keys, String name, String url) {
    var body = new JsonObject().put("url", url);
    return done(
        request(HttpMethod.PUT, apiUrl, WEBHOOKS + "/" + name, keys).sendJsonObject(body), OK);
  }

  /** Removes a webhook of ours; one that is not there is removed. */
  Uni<Done> deleteWebhook(URI apiUrl, DatadogKeys keys, String name) {
    return done(request(HttpMethod.DELETE, apiUrl, WEBHOOKS + "/" + name, keys).send(), NOT_FOUND);
  }

  private Uni<KeysAnswer> permissions(URI apiUrl, DatadogKeys keys) {
    return request(HttpMethod.GET, apiUrl, "/api/v2/incidents?page%5Bsize%5D=1", keys)
        .send()
        .map(response ->
            switch (response.statusCode()) {
              case OK -> new KeysAnswer.Good();
              case UNAUTHORIZED, FORBIDDEN -> new KeysAnswer.Missing(Set.of("incident_read"));
              default -> new KeysAnswer.Unavailable(answered(response));
            });
  }

  private static Uni<Done> done(Uni<HttpResponse<Buffer>> sent, int alsoWell) {
    return sent.<Done>map(
            response -> {
              int status = response.statusCode();
              if (status == OK || status == alsoWell) {
                return new Done.Well();
              }
              return status == UNAUTHORIZED || status == FORBIDDEN
                  ? new Done.NotAllowed(answered(response))
                  : new Done.Failed(answered(response));
            })
        .onFailure()
        .recoverWithItem(e -> new Done.Failed(unreachable(e)));
  }

  /** Lets a request show keys. */
  static UnaryOperator<HttpRequest<Buffer>> showing(DatadogKeys keys) {
    return request ->
        request
            .putHeader("DD-API-KEY", keys.apiKey().reveal())
            .putHeader("DD-APPLICATION-KEY", keys.applicationKey().reveal());
  }

  /** Lets a request show what somebody authorized. */
  static UnaryOperator<HttpRequest<Buffer>> showing(Secret accessToken) {
    return request -> request.bearerTokenAuthentication(accessToken.reveal());
  }

  private HttpRequest<Buffer> request(
      HttpMethod method, URI apiUrl, String path, DatadogKeys keys) {
    return request(method, apiUrl, path, showing(keys));
  }

  private HttpRequest<Buffer> request(
      HttpMethod method, URI apiUrl, String path, UnaryOperator<HttpRequest<Buffer>> shown) {
    return shown
        .apply(client.requestAbs(method, apiUrl + path))
        .timeout(timeoutMillis)
        .putHeader("Accept", "application/json");
  }

  private static String answered(HttpResponse<Buffer> response) {
    return "Datadog answered " + response.statusCode();
  }

  private static String unreachable(Throwable failure) {
    return "Datadog could not be reached: " + failure.getClass().getSimpleName();
  }
}
