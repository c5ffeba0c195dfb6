package io.taskcall.auth.datadog;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.crypto.RandomSecrets;
import io.taskcall.auth.domain.Integration;
import io.taskcall.auth.domain.MakeOutcome;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.Sites;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.domain.connect.Access;
import io.taskcall.auth.domain.connect.Connected;
import io.taskcall.auth.domain.connect.DatadogKeys;
import io.taskcall.auth.domain.connect.KeysAnswer;
import io.taskcall.auth.domain.connect.Wish;
import io.taskcall.auth.ingest.Doors;
import io.taskcall.auth.postgres.PostgresDatadogKeys;
import io.taskcall.auth.postgres.PostgresIntegrations;
import io.taskcall.contracts.IntegrationEvent.State;
import io.taskcall.contracts.IntegrationEvent.Tool;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Connects Datadogs by their keys, and makes the webhook there that sends alerts to us. */
@ApplicationScoped
public class KeyConnecting {
  private final PostgresIntegrations integrations;
  private final PostgresDatadogKeys held;
  private final KeyedApi datadog;
  private final WebhookMaking webhooks;
  private final Sites sites;
  private final Doors doors;
  private final RandomSecrets random;
  private final Clock clock;

  KeyConnecting(
      PostgresIntegrations integrations,
      PostgresDatadogKeys held,
      KeyedApi datadog,
      WebhookMaking webhooks,
      Sites sites,
      Doors doors,
      RandomSecrets random,
      Clock clock) {
    this.integrations = integrations;
    this.held = held;
    this.datadog = datadog;
    this.webhooks = webhooks;
    this.sites = sites;
    this.doors = doors;
    this.random = random;
    this.clock = clock;
  }

  /** Keeps the keys only if they are good for something. */
  public Uni<Connected> connect(Wish wish, DatadogKeys keys, Actor actor) {
    var site = sites.place(wish.site()).map(Sites.Place::site);
    var apiUrl = site.flatMap(sites::apiUrl);
    if (apiUrl.isEmpty()) {
      return Uni.createFrom().item(new Connected.WrongSite(wish.site()));
    }
    return datadog
        .check(apiUrl.get(), keys)
        .flatMap(answer ->
            switch (answer) {
              case KeysAnswer.Good() -> make(wish, site.get(), apiUrl.get(), keys, actor);
              case KeysAnswer.Refused(var which) ->
                  Uni.createFrom().item(new Connected.KeysRefused(which));
              case KeysAnswer.Missing(var permissions) ->
                  Uni.createFrom()
                      .item(
                          new Connected.KeysRefused(
                              "application key for " + String.join(", ", permissions)));
              case KeysAnswer.Unavailable(var reason) ->
                  Uni.createFrom().item(new Connected.DatadogDown(reason));
            });
  }

  private Uni<Connected> make(Wish wish, String site, URI apiUrl, DatadogKeys keys, Actor actor) {
    var key = random.integrationKey();
    var integration =
        Integration.made(
                UUID.randomUUID(),
                actor.organizationId(),
                wish.name(),
                Tool.DATADOG,
                wish.serviceId(),
                key.sha256())
            .at(site)
            .in(State.CONNECTED);
    var access = new Access.ByKeys(keys, WebhookMaking.name(integration.id()));
    return integrations
        .make(integration, access, actor, clock.instant().truncatedTo(ChronoUnit.MICROS))
        .flatMap(outcome ->
            switch (outcome) {
              case MakeOutcome.Made(var made) ->
                  webhooks
                      .make(apiUrl, keys, made, key)
                      .map(said -> new Connected.Done(made, key, Optional.of(said)));
              case MakeOutcome.NameTaken() ->
                  Uni.createFrom().item(new Connected.NameTaken(wish.name()));
              case MakeOutcome.ServiceGone() -> Uni.createFrom().item(new Connected.ServiceGone());
            });
  }

  /** Has the webhook that we made send to a new Integration URL; says what came of it. */
  public Uni<Optional<String>> move(UUID integration, Secret key) {
    return held.of(integration)
        .flatMap(found -> {
          var apiUrl = found.flatMap(keys -> sites.apiUrl(keys.site()));
          if (apiUrl.isEmpty()) {
            return Uni.createFrom().item(Optional.<String>empty());
          }
          var webhook = found.get().webhook();
          return datadog
              .moveWebhook(apiUrl.get(), found.get().keys(), webhook, doors.url(Tool.DATADOG, key))
              .map(done -> Optional.of(moved(webhook, WebhookMaking.problem(done))));
        });
  }

  private static String moved(String webhook, Optional<String> problem) {
    return problem
        .map(reason ->
            "The webhook "
                + webhook
                + " in Datadog could not be changed ("
                + reason
                + "): put the new Integration URL in there by hand.")
        .orElse("The webhook " + webhook + " in Datadog sends to the new Integration URL now.");
  }
}
