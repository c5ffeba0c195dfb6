package io.taskcall.auth.datadog;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.taskcall.auth.datadog.KeyedApi.Done;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.Sites;
import io.taskcall.auth.postgres.PostgresRevocations;
import io.taskcall.auth.postgres.PostgresRevocations.Due;
import io.taskcall.auth.postgres.PostgresRevocations.What;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Ends authorizations and webhooks of ours at Datadog, until it is done. */
@ApplicationScoped
public class Revoking {
  private static final Logger LOG = Logger.getLogger(Revoking.class);
  private static final long LOOK_EVERY_MILLIS = 2_000;
  private static final int AT_ONCE = 20;

  private final PostgresRevocations revocations;
  private final TokenEndpoint datadog;
  private final KeyedApi keyed;
  private final Sites sites;
  private final Clock clock;
  private final Vertx vertx;

  Revoking(
      PostgresRevocations revocations,
      TokenEndpoint datadog,
      KeyedApi keyed,
      Sites sites,
      Clock clock,
      Vertx vertx) {
    this.revocations = revocations;
    this.datadog = datadog;
    this.keyed = keyed;
    this.sites = sites;
    this.clock = clock;
    this.vertx = vertx;
  }

  /** Begins to look for what is due, and goes on for as long as the service lives. */
  public void begin() {
    VertxContextSupport.subscribeWith(
        () ->
            attempt()
                .onFailure()
                .invoke(failure -> LOG.warn("authorizations cannot be revoked just now", failure))
                .onFailure()
                .recoverWithNull()
                .replaceWith(true)
                .toMulti(),
        _ -> again());
  }

  /** Revokes what came to nothing. */
  Uni<Void> giveBack(UUID organization, String site, Secret refreshToken) {
    return revocations.add(organization, site, refreshToken, now());
  }

  /** Tells Datadog now of the end of one integration. */
  public Uni<Void> attempt(UUID integration) {
    return tellAll(revocations.claim(integration, now()))
        .onFailure()
        .invoke(failure -> LOG.warn("an authorization cannot be revoked just now", failure))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> attempt() {
    return tellAll(revocations.claim(now(), AT_ONCE));
  }

  private Uni<Void> tellAll(Uni<List<Due>> claimed) {
    return claimed
        .onItem()
        .transformToMulti(due -> Multi.createFrom().iterable(due))
        .onItem()
        .transformToUniAndConcatenate(this::tell)
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<Void> tell(Due due) {
    return sites
        .apiUrl(due.site())
        .map(url -> end(due.what(), url))
        .orElseGet(
            () -> Uni.createFrom().item(new Done.Failed(due.site() + " is no site any more")))
        .flatMap(done ->
            switch (done) {
              case Done.Well() -> {
                LOG.infof("what we had at %s is over", due.site());
                yield revocations.done(due.id(), now());
              }
              case Done.NotAllowed(var reason) -> {
                LOG.warnf("what we had at %s cannot be ended by us: %s", due.site(), reason);
                yield revocations.givenUp(due.id(), reason, now());
              }
              case Done.Failed(var reason) -> {
                LOG.warnf("what we had at %s is not over yet: %s", due.site(), reason);
                yield revocations.failed(due.id(), reason, now());
              }
            });
  }

  private Uni<Done> end(What what, URI apiUrl) {
    return switch (what) {
      case What.Authorization(var refreshToken) ->
          datadog
              .revoke(apiUrl, refreshToken)
              .map(problem -> problem.<Done>map(Done.Failed::new).orElseGet(Done.Well::new));
      case What.Webhook(var access) -> keyed.deleteWebhook(apiUrl, access.keys(), access.webhook());
    };
  }

  private void again() {
    vertx.setTimer(
        LOOK_EVERY_MILLIS, _ -> Infrastructure.getDefaultWorkerPool().execute(this::begin));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
