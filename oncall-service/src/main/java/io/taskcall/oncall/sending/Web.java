package io.taskcall.oncall.sending;

import io.taskcall.oncall.OncallConfig;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpRequest;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

/** Calls to vendors over HTTP. They follow no redirect, and nobody waits for ever. */
@ApplicationScoped
public class Web {
  private static final int REASON_MAX = 300;

  private final WebClient client;
  private final long timeout;

  Web(Vertx vertx, OncallConfig config) {
    this.timeout = config.channels().timeout().toMillis();
    this.client =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setUserAgent("TaskCall")
                .setFollowRedirects(false)
                .setConnectTimeout(Math.toIntExact(timeout))
                .setMaxPoolSize(config.channels().connections()));
  }

  /** A request that is still to be sent. */
  public HttpRequest<Buffer> request(HttpMethod method, RequestOptions to) {
    return client.request(method, to).timeout(timeout);
  }

  /** The same to an address. */
  public HttpRequest<Buffer> request(HttpMethod method, String url) {
    return client.requestAbs(method, url).timeout(timeout);
  }

  /** What somebody said, short enough to be shown. */
  public static String excerpt(Object said) {
    var text = String.valueOf(said).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return text.length() > REASON_MAX ? text.substring(0, REASON_MAX) : text;
  }

  @PreDestroy
  void close() {
    client.close();
  }
}
