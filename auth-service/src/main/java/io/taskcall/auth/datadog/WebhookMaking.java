package io.taskcall.auth.datadog;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Integration;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.connect.DatadogKeys;
import io.taskcall.auth.ingest.Doors;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Makes the webhook in Datadog that sends alerts to us, and says what came of it. */
@ApplicationScoped
class WebhookMaking {
  /** What people must allow at Datadog for it; with that, a token makes webhooks and no more. */
  static final String PERMISSION = "create_webhooks";

  private static final int NAME_CHARACTERS = 8;

  private final KeyedApi datadog;
  private final Doors doors;

  WebhookMaking(KeyedApi datadog, Doors doors) {
    this.datadog = datadog;
    this.doors = doors;
  }

  /** What an integration's webhook is called in Datadog. */
  static String name(UUID integration) {
    return "taskcall-" + integration.toString().substring(0, NAME_CHARACTERS);
  }

  /** Makes it with what somebody authorized. */
  Uni<String> make(URI apiUrl, Secret accessToken, Integration made, Secret key) {
    return make(apiUrl, KeyedApi.showing(accessToken), made, key);
  }

  /** Makes it with keys. */
  Uni<String> make(URI apiUrl, DatadogKeys keys, Integration made, Secret key) {
    return make(apiUrl, KeyedApi.showing(keys), made, key);
  }

  private Uni<String> make(
      URI apiUrl, UnaryOperator<HttpRequest<Buffer>> shown, Integration made, Secret key) {
    var name = name(made.id());
    var url = doors.url(made.tool(), key);
    return datadog
        .createWebhook(apiUrl, shown, name, url, Payloads.ALL.recommended())
        .map(done ->
            problem(done)
                .map(reason ->
                    "TaskCall could not make the webhook in Datadog ("
                        + reason
                        + "). Make it by hand, with this Integration URL and a payload.")
                .orElse(
                    "TaskCall has made the webhook in Datadog: put @webhook-"
                        + name
                        + " into the message of your monitors."));
  }

  /** Why something could not be done with a webhook. */
  static Optional<String> problem(KeyedApi.Done done) {
    return switch (done) {
      case KeyedApi.Done.Well() -> Optional.empty();
      case KeyedApi.Done.NotAllowed(var reason) ->
          Optional.of(
              reason + "; it takes the permissions create_webhooks and manage_integrations");
      case KeyedApi.Done.Failed(var reason) -> Optional.of(reason);
    };
  }
}
