package io.taskcall.auth.sso;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.AuthConfig;
import io.taskcall.guard.Guard;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks providers, whose addresses people gave us: over TLS, nothing in our own network, following
 * no redirect, and reading no more than a provider has to say.
 */
@ApplicationScoped
class Outside {
  private static final int BODY_MAX = 512 * 1024;

  private final Vertx vertx;
  private final HttpClient client;
  private final Duration timeout;
  private final Set<String> privateHosts;

  Outside(Vertx vertx, AuthConfig config) {
    this.vertx = vertx;
    this.timeout = config.sso().timeout();
    this.privateHosts =
        config.sso().privateHosts().orElse(Set.of()).stream()
            .map(host -> host.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(timeout.toMillis()))
                // An answer that nobody reads to its end is not kept open for long.
                .setIdleTimeout(Math.toIntExact(timeout.toSeconds() + 1)));
  }

  /** What came back. */
  record Answer(int status, String body) {}

  /** The URL of something at a provider, if we may ask there. */
  URI allowed(String url) {
    var uri = plain(url);
    if (!Guard.isTls(uri) && !privateHosts.contains(uri.getHost().toLowerCase(Locale.ROOT))) {
      throw ProviderProblem.ofAddress("its address must begin with https://", null);
    }
    return uri;
  }

  /** Those of providers that may be asked wherever they are, in lower case. */
  Set<String> privateHosts() {
    return privateHosts;
  }

  /** Gets something. */
  Uni<Answer> get(URI url, Map<String, String> headers) {
    return send(HttpMethod.GET, url, headers, Optional.empty());
  }

  /** Posts a form. */
  Uni<Answer> post(URI url, Map<String, String> headers, String form) {
    return send(HttpMethod.POST, url, headers, Optional.of(form));
  }

  private Uni<Answer> send(
      HttpMethod method, URI url, Map<String, String> headers, Optional<String> form) {
    var here = vertx.getOrCreateContext();
    return vertx
        .executeBlocking(() -> Guard.resolved(url.getHost(), privateHosts))
        .map(address -> SocketAddress.inetSocketAddress(Guard.port(url), address.getHostAddress()))
        .flatMap(server -> client.request(options(method, url, server, headers, form)))
        .flatMap(request -> sent(request, form))
        .flatMap(response ->
            body(response).map(body -> new Answer(response.statusCode(), body.toString())))
        .ifNoItem()
        .after(timeout)
        .fail()
        // The clock that ran out is another thread's; the database wants to be asked from ours.
        .emitOn(here::runOnContext)
        .onFailure(failure -> !(failure instanceof ProviderProblem))
        .transform(Outside::problem);
  }

  private static URI plain(String url) {
    try {
      return Guard.plain(url);
    } catch (Guard.NotAllowed e) {
      throw ProviderProblem.ofAddress(String.valueOf(e.getMessage()), e);
    }
  }

  private static RequestOptions options(
      HttpMethod method,
      URI url,
      SocketAddress server,
      Map<String, String> headers,
      Optional<String> form) {
    var options =
        new RequestOptions()
            .setMethod(method)
            .setAbsoluteURI(url.toString())
            .setServer(server)
            .putHeader("User-Agent", "TaskCall")
            .putHeader("Accept", "application/json");
    form.ifPresent(_ -> options.putHeader("Content-Type", "application/x-www-form-urlencoded"));
    headers.forEach(options::putHeader);
    return options;
  }

  private static Uni<HttpClientResponse> sent(HttpClientRequest request, Optional<String> form) {
    return form.isPresent() ? request.send(form.get()) : request.send();
  }

  private static Uni<Buffer> body(HttpClientResponse response) {
    return response.toMulti().onItem().scan(Buffer::buffer, Outside::joined).collect().last();
  }

  private static Buffer joined(Buffer before, Buffer next) {
    if (before.length() + next.length() > BODY_MAX) {
      throw new ProviderProblem("it says more than a provider has to say");
    }
    return before.appendBuffer(next);
  }

  private static ProviderProblem problem(Throwable failure) {
    return failure instanceof Guard.NotAllowed
        ? ProviderProblem.ofAddress(String.valueOf(failure.getMessage()), failure)
        : new ProviderProblem("it does not answer: " + failure.getClass().getSimpleName(), failure);
  }

  @PreDestroy
  void close() {
    client.closeAndForget();
  }
}
