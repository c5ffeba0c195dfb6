package io.taskcall.auth.datadog;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.taskcall.auth.AuthConfig;
import io.taskcall.auth.domain.TokenOutcome;
import io.taskcall.auth.postgres.PostgresDatadogKeys;
import io.taskcall.auth.postgres.PostgresGrants;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Tries the grants and keys that have yet to prove themselves, so that their integrations become
 * connected or disconnected, and tries again while Datadog gives no answer.
 */
@ApplicationScoped
public class GrantTrial {
  private static final Logger LOG = Logger.getLogger(GrantTrial.class);

  private final PostgresGrants grants;
  private final PostgresDatadogKeys keys;
  private final AccessTokens tokens;
  private final Vertx vertx;
  private final long retryMillis;

  GrantTrial(
      PostgresGrants grants,
      PostgresDatadogKeys keys,
      AccessTokens tokens,
      Vertx vertx,
      AuthConfig config) {
    this.grants = grants;
    this.keys = keys;
    this.tokens = tokens;
    this.vertx = vertx;
    this.retryMillis = config.datadog().retryAfter().toMillis();
  }

  /** Begins, and returns at once. Not for an event loop, which can ask for no other context. */
  public void begin() {
    VertxContextSupport.subscribeWith(
        () -> allAnswered().toMulti(),
        answered -> {
          if (!answered) {
            vertx.setTimer(
                retryMillis, _ -> Infrastructure.getDefaultWorkerPool().execute(this::begin));
          }
        });
  }

  private static List<UUID> together(List<UUID> some, List<UUID> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private Uni<Boolean> allAnswered() {
    return Uni.combine()
        .all()
        .unis(grants.untried(), keys.untried())
        .with(GrantTrial::together)
        .onItem()
        .transformToMulti(integrations -> Multi.createFrom().iterable(integrations))
        .onItem()
        .transformToUniAndConcatenate(tokens::tokenFor)
        .filter(TokenOutcome.Unavailable.class::isInstance)
        .collect()
        .asList()
        .map(List::isEmpty)
        .onFailure()
        .invoke(failure -> LOG.warn("the new Datadog grants could not be tried", failure))
        .onFailure()
        .recoverWithItem(false);
  }
}
