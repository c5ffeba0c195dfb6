package io.taskcall.oncall.sending;

import io.smallrye.mutiny.Uni;
import io.taskcall.guard.Guard;
import io.taskcall.oncall.OncallConfig;
import io.taskcall.oncall.domain.page.Sending;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Posts to addresses that people gave us. A name is looked up first; what it stands for must not be
 * in our own network, and that very address is called, so that the name cannot mean another by
 * then.
 */
@ApplicationScoped
public class Outside {
  private final Web web;
  private final Vertx vertx;
  private final Set<String> privateHosts;

  Outside(Web web, Vertx vertx, OncallConfig config) {
    this.web = web;
    this.vertx = vertx;
    this.privateHosts = config.webhook().privateHosts().orElse(Set.of());
  }

  /** Posts something, and says what came of it; it never fails. */
  public Uni<Sending> post(
      String url,
      Buffer body,
      Map<String, String> headers,
      Function<HttpResponse<Buffer>, Sending> meaning) {
    return Uni.createFrom()
        .deferred(() -> options(url))
        .flatMap(options -> {
          var request = web.request(HttpMethod.POST, options);
          headers.forEach(request::putHeader);
          return request.sendBuffer(body);
        })
        .map(meaning)
        .onFailure(Guard.NotAllowed.class)
        .recoverWithItem(failure -> new Sending.Refused(String.valueOf(failure.getMessage())))
        .onFailure()
        .recoverWithItem(
            failure -> new Sending.Unavailable(Web.excerpt("it does not answer: " + failure)));
  }

  /** What most receivers mean by their answer. */
  public static Sending usually(HttpResponse<Buffer> response, String id) {
    int status = response.statusCode();
    var reason = "it answered " + status;
    if (status / 100 == 2) {
      return new Sending.Accepted(id);
    }
    boolean later = status >= 500 || status == 408 || status == 425 || status == 429;
    return later ? new Sending.Unavailable(reason) : new Sending.Refused(reason);
  }

  private Uni<RequestOptions> options(String url) {
    var uri = Guard.plain(url);
    return vertx
        .executeBlocking(() -> Guard.resolved(uri.getHost(), privateHosts))
        .map(address ->
            new RequestOptions()
                .setAbsoluteURI(url)
                .setServer(
                    SocketAddress.inetSocketAddress(Guard.port(uri), address.getHostAddress())));
  }
}
