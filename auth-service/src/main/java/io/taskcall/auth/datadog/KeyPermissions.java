package io.taskcall.auth.datadog;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Sites;
import io.taskcall.auth.domain.TokenOutcome;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.domain.connect.KeysAnswer;
import io.taskcall.auth.postgres.PostgresDatadogKeys;
import io.taskcall.auth.postgres.PostgresDatadogKeys.Held;
import io.taskcall.auth.postgres.PostgresIntegrations;
import io.taskcall.contracts.IntegrationEvent.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Gives out keys instead of tokens, for as long as Datadog takes them. */
@ApplicationScoped
class KeyPermissions {
  /** After this the mirror asks again, so that keys taken back here are not used for long. */
  private static final Duration LIFE = Duration.ofMinutes(5);

  private final PostgresDatadogKeys keys;
  private final PostgresIntegrations integrations;
  private final KeyedApi datadog;
  private final Sites sites;
  private final Clock clock;

  KeyPermissions(
      PostgresDatadogKeys keys,
      PostgresIntegrations integrations,
      KeyedApi datadog,
      Sites sites,
      Clock clock) {
    this.keys = keys;
    this.integrations = integrations;
    this.datadog = datadog;
    this.sites = sites;
    this.clock = clock;
  }

  /**
   * The keys of an integration that was connected with keys; empty for another one.
   *
   * @param refused SHA-256 of an application key that Datadog turned down; it is asked about it
   *     then
   */
  Uni<Optional<TokenOutcome>> of(UUID integration, Optional<String> refused) {
    return keys.of(integration)
        .flatMap(found ->
            found
                .map(held -> judged(integration, held, refused).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.<TokenOutcome>empty())));
  }

  private Uni<TokenOutcome> judged(UUID integration, Held held, Optional<String> refused) {
    var apiUrl = sites.apiUrl(held.site());
    if (apiUrl.isEmpty()) {
      return notConnected(held.site() + " is no site any more");
    }
    if (held.state() == State.DISCONNECTED) {
      return notConnected("Datadog does not take the keys any more");
    }
    boolean turnedDown = refused.filter(held.keys().applicationKey().sha256()::equals).isPresent();
    return turnedDown || held.state() == State.CREATED
        ? tried(integration, held, apiUrl.get())
        : Uni.createFrom().item(issued(held, apiUrl.get()));
  }

  private Uni<TokenOutcome> tried(UUID integration, Held held, URI apiUrl) {
    return datadog
        .check(apiUrl, held.keys())
        .flatMap(answer ->
            switch (answer) {
              case KeysAnswer.Good() ->
                  become(integration, held, State.CONNECTED, "integration_connected")
                      .replaceWith(issued(held, apiUrl));
              case KeysAnswer.Refused _, KeysAnswer.Missing _ ->
                  become(integration, held, State.DISCONNECTED, "integration_disconnected")
                      .chain(() -> notConnected("Datadog does not take the keys any more"));
              case KeysAnswer.Unavailable(var reason) ->
                  Uni.createFrom().item(new TokenOutcome.Unavailable(reason));
            });
  }

  /** Whoever has paused it decides when it goes on. */
  private Uni<Void> become(UUID integration, Held held, State next, String what) {
    return integrations
        .change(
            integration,
            before -> before.state() == State.PAUSED ? before : before.in(next),
            what,
            Actor.ourselves(held.organizationId()),
            now())
        .replaceWithVoid();
  }

  private TokenOutcome issued(Held held, URI apiUrl) {
    return new TokenOutcome.Keyed(held.keys(), now().plus(LIFE), apiUrl);
  }

  private static Uni<TokenOutcome> notConnected(String reason) {
    return Uni.createFrom().item(new TokenOutcome.NotConnected(reason));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
