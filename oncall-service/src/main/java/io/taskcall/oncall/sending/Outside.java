package io.taskcall.oncall.sending;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.OncallConfig;
import io.taskcall.oncall.domain.page.Sending;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
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
        .onFailure(NotAllowed.class)
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
    var uri = parsed(url);
    var host = uri.getHost();
    boolean tls = "https".equals(uri.getScheme().toLowerCase(Locale.ROOT));
    int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
    return vertx
        .executeBlocking(() -> resolved(host))
        .map(address ->
            new RequestOptions()
                .setAbsoluteURI(url)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress())));
  }

  private static URI parsed(String url) {
    try {
      var uri = new URI(url);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (!web || uri.getHost() == null || uri.getUserInfo() != null) {
        throw new NotAllowed("it is not a plain http or https URL");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new NotAllowed("it is not a URL: " + e.getReason());
    }
  }

  private InetAddress resolved(String host) throws UnknownHostException {
    var all = InetAddress.getAllByName(host);
    boolean allowed =
        privateHosts.contains(host.toLowerCase(Locale.ROOT))
            || Arrays.stream(all).allMatch(Guard::isPublic);
    if (!allowed) {
      throw new NotAllowed("it leads to an address that is not of the public internet");
    }
    return all[0];
  }

  /** An address that nobody shall make us call. */
  private static final class NotAllowed extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    NotAllowed(String message) {
      super(message);
    }
  }
}
