package io.taskcall.quickstart;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.OriginRequestProvider;
import java.util.concurrent.TimeUnit;

/** One origin for everything: sends each request to the service that answers it. */
final class FrontDoor implements AutoCloseable {
  /** To each service; everybody who follows a stream holds one for as long as they do. */
  private static final int CONNECTIONS_MAX = 512;

  private final Vertx vertx;

  private FrontDoor(Vertx vertx) {
    this.vertx = vertx;
  }

  static FrontDoor open(String host, int port, Routes routes, String landingPage) {
    var vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(2));
    var client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(2_000).setKeepAlive(true),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX));
    var proxy =
        HttpProxy.reverseProxy(client)
            .origin(
                OriginRequestProvider.selector(context ->
                    routes
                        .to(context.request().proxiedRequest().path())
                        .map(origin -> SocketAddress.inetSocketAddress(origin, "127.0.0.1"))
                        .map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture("no route"))));
    proxy.addInterceptor(new WhereFrom());
    HttpServer server = vertx.createHttpServer(new HttpServerOptions().setHost(host).setPort(port));
    server.requestHandler(request -> {
      if ("/".equals(request.path())) {
        answer(request, 200, "text/html; charset=utf-8", landingPage);
      } else if (routes.to(request.path()).isEmpty()) {
        answer(request, 404, "application/problem+json", NOT_FOUND);
      } else {
        proxy.handle(request);
      }
    });
    try {
      server.listen().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailed("interrupted while the front door was opening", e);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new StartFailed("the front door cannot listen on port " + port, e);
    }
    return new FrontDoor(vertx);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static final String NOT_FOUND =
      """
      {"type":"about:blank","title":"Not Found","status":404,"detail":"Nothing answers at this path."}
      """;

  private static void answer(HttpServerRequest request, int status, String type, String body) {
    request.response().setStatusCode(status).putHeader("content-type", type).end(body);
  }
}
