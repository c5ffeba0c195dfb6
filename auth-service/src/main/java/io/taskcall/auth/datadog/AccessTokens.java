package io.taskcall.auth.datadog;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Connection.Need;
import io.taskcall.auth.domain.Grant.Judgement;
import io.taskcall.auth.domain.TokenOutcome;
import io.taskcall.auth.postgres.PostgresGrants;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Gives out access tokens, asking Datadog for a new one only when there is none to use. */
@ApplicationScoped
public class AccessTokens {
  private static final Logger LOG = Logger.getLogger(AccessTokens.class);

  private final PostgresGrants grants;
  private final TokenEndpoint datadog;
  private final Clock clock;

  /** Those who ask while a refresh is under way share it, so that they hold no connections. */
  private final Map<UUID, Uni<TokenOutcome>> refreshes = new ConcurrentHashMap<>();

  AccessTokens(PostgresGrants grants, TokenEndpoint datadog, Clock clock) {
    this.grants = grants;
    this.datadog = datadog;
    this.clock = clock;
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
    return grants
        .need(integration, refused)
        .flatMap(need ->
            switch (need) {
              case Need.Answered(var outcome) -> Uni.createFrom().item(outcome);
              case Need.Ask _ -> refreshes.computeIfAbsent(integration, id -> refresh(id, refused));
            });
  }

  private Uni<TokenOutcome> refresh(UUID integration, Optional<String> refused) {
    return grants
        .refresh(integration, refused, this::ask)
        .invoke(outcome -> tell(integration, outcome))
        .onTermination()
        .invoke(() -> refreshes.remove(integration))
        .memoize()
        .indefinitely();
  }

  private Uni<Judgement> ask(Need.Ask needed) {
    return datadog
        .refresh(needed.apiUrl(), needed.grant().refreshToken())
        .map(answer -> needed.grant().judge(answer, needed.apiUrl(), clock.instant()));
  }

  private static void tell(UUID integration, TokenOutcome outcome) {
    switch (outcome) {
      case TokenOutcome.Issued issued ->
          LOG.infof(
              "integration %s has an access token until %s",
              integration, issued.token().expiresAt());
      case TokenOutcome.NotConnected(var reason) ->
          LOG.warnf("integration %s is not connected: %s", integration, reason);
      case TokenOutcome.Unavailable(var reason) ->
          LOG.warnf("integration %s has no access token for now: %s", integration, reason);
      case TokenOutcome.Unknown() -> LOG.debugf("integration %s is not known", integration);
    }
  }
}
