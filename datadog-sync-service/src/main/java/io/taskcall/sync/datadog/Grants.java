package io.taskcall.sync.datadog;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import io.taskcall.codec.EventCodec;
import io.taskcall.contracts.Ids;
import io.taskcall.sync.SyncConfig;
import io.taskcall.sync.domain.Answer;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Asks auth for access tokens, or keys, and keeps each while it is good. */
@ApplicationScoped
class Grants {
  /** A token this near to its end may be over before the call that carries it arrives. */
  private static final Duration MARGIN = Duration.ofSeconds(60);

  private final WebClient client;
  private final SyncConfig config;
  private final Map<UUID, Grant> kept = new ConcurrentHashMap<>();

  Grants(WebClient client, SyncConfig config) {
    this.client = client;
    this.config = config;
  }

  Uni<Permission> permission(UUID integrationId, Instant now) {
    var grant = kept.get(integrationId);
    return grant != null && now.isBefore(grant.expiresAt().minus(MARGIN))
        ? Uni.createFrom().item(new Permission.Granted(grant))
        : ask(integrationId, "");
  }

  /** Asks for a token other than the one that Datadog has just turned down. */
  Uni<Permission> permissionInsteadOf(Grant refused, UUID integrationId) {
    kept.remove(integrationId, refused);
    return ask(integrationId, "?refused=" + Ids.sha256(refused.secret()));
  }

  private Uni<Permission> ask(UUID integrationId, String query) {
    var url =
        config.authUrl() + "/internal/integrations/" + integrationId + "/datadog-token" + query;
    return client
        .postAbs(url)
        .bearerTokenAuthentication(config.internalSecret())
        .timeout(config.requestTimeout().toMillis())
        .send()
        .map(response -> read(integrationId, response))
        .onFailure()
        .recoverWithItem(
            e -> new Permission.Denied(new Answer.Unavailable("auth does not answer: " + e)));
  }

  private Permission read(UUID integrationId, HttpResponse<Buffer> response) {
    var failure =
        switch (response.statusCode()) {
          case 200 -> null;
          case 404 -> new Answer.Unauthorized("auth does not know the integration");
          case 409 -> new Answer.Unauthorized("the integration is not connected to Datadog");
          default -> new Answer.Unavailable("auth answered " + response.statusCode());
        };
    if (failure != null) {
      return new Permission.Denied(failure);
    }
    try {
      var grant = EventCodec.mapper().readValue(response.bodyAsString(), Grant.class);
      kept.put(integrationId, grant);
      return new Permission.Granted(grant);
    } catch (JsonProcessingException e) {
      return new Permission.Denied(
          new Answer.Unavailable("auth's answer is not understood: " + e.getOriginalMessage()));
    }
  }
}
