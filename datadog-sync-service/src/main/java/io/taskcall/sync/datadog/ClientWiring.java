package io.taskcall.sync.datadog;

import io.taskcall.sync.SyncConfig;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the HTTP client: it follows no redirect, so a token goes nowhere but where it should. */
final class ClientWiring {
  @Produces
  @Singleton
  WebClient client(Vertx vertx, SyncConfig config) {
    return WebClient.create(
        vertx,
        new WebClientOptions()
            .setUserAgent("TaskCall")
            .setFollowRedirects(false)
            .setConnectTimeout((int) config.requestTimeout().toMillis())
            .setMaxPoolSize(config.lanes() * 2));
  }

  void close(@Disposes WebClient client) {
    client.close();
  }
}
