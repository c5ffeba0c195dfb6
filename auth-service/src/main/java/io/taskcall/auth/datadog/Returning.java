package io.taskcall.auth.datadog;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.AuthConfig;
import io.taskcall.auth.crypto.RandomSecrets;
import io.taskcall.auth.domain.Integration;
import io.taskcall.auth.domain.MakeOutcome;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.Sites;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.domain.connect.Access;
import io.taskcall.auth.domain.connect.Callback;
import io.taskcall.auth.domain.connect.CodeAnswer;
import io.taskcall.auth.domain.connect.Connected;
import io.taskcall.auth.domain.connect.Pending;
import io.taskcall.auth.postgres.PostgresIntegrations;
import io.taskcall.auth.postgres.PostgresPending;
import io.taskcall.contracts.IntegrationEvent.State;
import io.taskcall.contracts.IntegrationEvent.Tool;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Takes people back from Datadog, and makes the integration that they were sent for. */
@ApplicationScoped
public class Returning {
  private final PostgresIntegrations integrations;
  private final PostgresPending pending;
  private final Revoking revoking;
  private final TokenEndpoint datadog;
  private final WebhookMaking webhooks;
  private final Sites sites;
  private final RandomSecrets random;
  private final Clock clock;
  private final AuthConfig config;

  Returning(
      PostgresIntegrations integrations,
      PostgresPending pending,
      Revoking revoking,
      TokenEndpoint datadog,
      WebhookMaking webhooks,
      Sites sites,
      RandomSecrets random,
      Clock clock,
      AuthConfig config) {
    this.integrations = integrations;
    this.pending = pending;
    this.revoking = revoking;
    this.datadog = datadog;
    this.webhooks = webhooks;
    this.sites = sites;
    this.random = random;
    this.clock = clock;
    this.config = config;
  }

  /** Ends what {@link Connecting} began, whichever way. */
  public Uni<Connected> back(Optional<Secret> state, Callback callback, UUID session, Actor actor) {
    if (state.isEmpty() && config.datadog().stateRequired()) {
      return Uni.createFrom().item(new Connected.Foreign());
    }
    return pending
        .takeBack(state, session, now())
        .flatMap(back ->
            switch (back.judged()) {
              case Pending.Return.Foreign() -> Uni.createFrom().item(new Connected.Foreign());
              case Pending.Return.Again _ -> Uni.createFrom().item(new Connected.Again());
              case Pending.Return.TooLate _ -> Uni.createFrom().item(new Connected.TooLate());
              case Pending.Return.Theirs(var theirs) ->
                  judge(theirs, back.verifier().orElseThrow(), callback, actor);
            });
  }

  private Uni<Connected> judge(Pending theirs, Secret verifier, Callback callback, Actor actor) {
    return switch (callback) {
      case Callback.Denied() -> Uni.createFrom().item(new Connected.Denied());
      case Callback.Refused(var error) -> Uni.createFrom().item(new Connected.Refused(error));
      case Callback.Garbled() -> Uni.createFrom().item(new Connected.Refused("no code"));
      case Callback.Allowed(var code, var domain) -> {
        var said = domain.orElse(theirs.wish().site()).strip().toLowerCase(Locale.ROOT);
        var site = sites.siteOf(said);
        var apiUrl = site.flatMap(sites::apiUrl);
        yield apiUrl.isEmpty()
            ? Uni.createFrom().item(new Connected.WrongSite(said))
            : redeem(theirs, code, verifier, new Api(site.get(), apiUrl.get()), actor);
      }
    };
  }

  /** The site that {@code domain} names, and its API: one of a list, never what was said. */
  private record Api(String site, URI url) {}

  private Uni<Connected> redeem(
      Pending theirs, Secret code, Secret verifier, Api api, Actor actor) {
    return datadog
        .redeem(api.url(), code, verifier, Connecting.redirectUri(config))
        .flatMap(answer ->
            switch (answer) {
              case CodeAnswer.Refused() -> Uni.createFrom().item(new Connected.CodeRefused());
              case CodeAnswer.NotRegistered(var reason) ->
                  Uni.createFrom().item(new Connected.NotRegistered(reason));
              case CodeAnswer.Unavailable(var reason) ->
                  Uni.createFrom().item(new Connected.DatadogDown(reason));
              case CodeAnswer.Granted granted -> use(theirs, granted, api, actor);
            });
  }

  private Uni<Connected> use(Pending theirs, CodeAnswer.Granted granted, Api api, Actor actor) {
    return missing(granted, api)
        .flatMap(missing ->
            missing.isEmpty()
                ? make(theirs, granted, api, actor)
                : Uni.createFrom().<Connected>item(new Connected.MissingPermissions(missing)))
        .call(outcome ->
            outcome instanceof Connected.Done
                ? Uni.createFrom().voidItem()
                : revoking.giveBack(theirs.organizationId(), api.site(), granted.refreshToken()));
  }

  private Uni<Set<String>> missing(CodeAnswer.Granted granted, Api api) {
    if (granted.scopes().isPresent()) {
      return Uni.createFrom().item(granted.missing(config.datadog().scopes()));
    }
    return datadog
        .mayReadIncidents(api.url(), granted.accessToken())
        .map(may -> may ? Set.of() : Set.of("incident_read"));
  }

  private Uni<Connected> make(Pending theirs, CodeAnswer.Granted granted, Api api, Actor actor) {
    var key = random.integrationKey();
    var wish = theirs.wish();
    var integration =
        Integration.made(
                theirs.id(),
                theirs.organizationId(),
                wish.name(),
                Tool.DATADOG,
                wish.serviceId(),
                key.sha256())
            .at(api.site())
            .in(State.CONNECTED);
    var now = now();
    return integrations
        .make(integration, new Access.ByGrant(granted.grant(now)), actor, now)
        .flatMap(outcome ->
            switch (outcome) {
              case MakeOutcome.Made(var made) ->
                  webhook(granted, api, made, key).map(said -> new Connected.Done(made, key, said));
              case MakeOutcome.NameTaken() ->
                  Uni.createFrom().item(new Connected.NameTaken(wish.name()));
              case MakeOutcome.ServiceGone() -> Uni.createFrom().item(new Connected.ServiceGone());
            });
  }

  /** Makes the webhook where that was allowed, too. */
  private Uni<Optional<String>> webhook(
      CodeAnswer.Granted granted, Api api, Integration made, Secret key) {
    return granted.scopes().orElse(config.datadog().scopes()).contains(WebhookMaking.PERMISSION)
        ? webhooks.make(api.url(), granted.accessToken(), made, key).map(Optional::of)
        : Uni.createFrom().item(Optional.empty());
  }

  /** The database keeps microseconds. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
