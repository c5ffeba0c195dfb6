package io.taskcall.auth.datadog;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.taskcall.auth.domain.Connection.Need;
import io.taskcall.auth.domain.Grant.Judgement;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.TokenOutcome;
import io.taskcall.auth.postgres.PostgresGrants;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Gives out access tokens (or keys, where there are some), asking Datadog for a new one only when
 * there is none to use.
 */
@ApplicationScoped
public class AccessTokens {
  private static final Logger LOG = Logger.getLogger(AccessTokens.class);

  private static final long WRITE_AGAIN_MILLIS = 1_000;

  private final PostgresGrants grants;
  private final KeyPermissions keys;
  private final TokenEndpoint datadog;
  private final Clock clock;
  private final Vertx vertx;

  /**
   * What Datadog answered and is not written down yet. The refresh token that was sent may be good
   * no more, so that a database that is away must not make us lose the one that came back.
   */
  private final Map<UUID, Unwritten> unwritten = new ConcurrentHashMap<>();

  /** The integrations whose answer will be written down in a moment. */
  private final Set<UUID> writing = ConcurrentHashMap.newKeySet();

  /** Those who ask while a refresh is under way share it, so that they hold no connections. */
  private final Map<UUID, Uni<TokenOutcome>> refreshes = new ConcurrentHashMap<>();

  /** The judgement of an answer, and the refresh token that it answers. */
  private record Unwritten(Secret refreshToken, Judgement judgement) {}

  AccessTokens(
      PostgresGrants grants, KeyPermissions keys, TokenEndpoint datadog, Clock clock, Vertx vertx) {
    this.grants = grants;
    this.keys = keys;
    this.datadog = datadog;
    this.clock = clock;
    this.vertx = vertx;
  }

  /** A token for calls to the Datadog behind an integration. */
  public Uni<TokenOutcome> tokenFor(UUID integration) {
    return tokenFor(integration, Optional.empty());
  }

  /**
   * A token for calls to the Datadog behind an integration.
   *
   * @param refused SHA-256 of a token that Datadog turned down before its end; another is got then
   */
  public Uni<TokenOutcome> tokenFor(UUID integration, Optional<String> refused) {
    return keys.of(integration, refused)
        .flatMap(keyed ->
            keyed
                .map(outcome -> Uni.createFrom().item(outcome))
                .orElseGet(() -> granted(integration, refused)));
  }

  private Uni<TokenOutcome> granted(UUID integration, Optional<String> refused) {
    return grants
        .need(integration, refused)
        .flatMap(need ->
            switch (need) {
              case Need.Answered(var outcome) -> Uni.createFrom().item(outcome);
              case Need.Ask _ -> shared(integration, refused);
            });
  }

  private Uni<TokenOutcome> shared(UUID integration, Optional<String> refused) {
    return refreshes.computeIfAbsent(integration, id -> refresh(id, refused));
  }

  private Uni<TokenOutcome> refresh(UUID integration, Optional<String> refused) {
    return grants
        .refresh(integration, refused, needed -> ask(integration, needed))
        .invoke(outcome -> {
          unwritten.remove(integration);
          tell(integration, outcome);
        })
        .onTermination()
        .invoke(() -> refreshes.remove(integration))
        .onFailure()
        .invoke(failure -> writeLater(integration, refused, failure))
        .memoize()
        .indefinitely();
  }

  private Uni<Judgement> ask(UUID integration, Need.Ask needed) {
    var sent = needed.grant().refreshToken();
    var answered = unwritten.get(integration);
    if (answered != null && answered.refreshToken().equals(sent)) {
      return Uni.createFrom().item(answered.judgement());
    }
    return datadog
        .refresh(needed.apiUrl(), sent)
        .map(answer -> needed.grant().judge(answer, needed.apiUrl(), clock.instant()))
        .invoke(judged -> {
          if (judged.state().isPresent()) {
            unwritten.put(integration, new Unwritten(sent, judged));
          }
        });
  }

  private void writeLater(UUID integration, Optional<String> refused, Throwable failure) {
    if (unwritten.containsKey(integration) && writing.add(integration)) {
      LOG.warnf(
          "what Datadog answered for integration %s will be written down later: %s",
          integration, failure);
      vertx.setTimer(
          WRITE_AGAIN_MILLIS,
          _ -> Infrastructure.getDefaultWorkerPool().execute(() -> write(integration, refused)));
    }
  }

  private void write(UUID integration, Optional<String> refused) {
    writing.remove(integration);
    VertxContextSupport.subscribeWith(
        () ->
            shared(integration, refused)
                .onFailure()
                .recoverWithItem(failure -> new TokenOutcome.Unavailable(failure.toString()))
                .toMulti(),
        outcome -> LOG.debugf("tried to write down what Datadog answered: %s", outcome));
  }

  private static void tell(UUID integration, TokenOutcome outcome) {
    switch (outcome) {
      case TokenOutcome.Issued issued ->
          LOG.infof(
              "integration %s has an access token until %s",
              integration, issued.token().expiresAt());
      case TokenOutcome.Keyed _ -> LOG.debugf("integration %s has keys", integration);
      case TokenOutcome.NotConnected(var reason) ->
          LOG.warnf("integration %s is not connected: %s", integration, reason);
      case TokenOutcome.Unavailable(var reason) ->
          LOG.warnf("integration %s has no access token for now: %s", integration, reason);
      case TokenOutcome.Unknown() -> LOG.debugf("integration %s is not known", integration);
    }
  }
}
