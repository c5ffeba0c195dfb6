package io.taskcall.auth.datadog;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.Sites;
import io.taskcall.auth.postgres.PostgresRevocations;
import io.taskcall.auth.postgres.PostgresRevocations.Due;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Tells Datadog of authorizations that are over, until it knows. */
@ApplicationScoped
public class Revoking {
  private static final Logger LOG = Logger.getLogger(Revoking.class);
  private static final long LOOK_EVERY_MILLIS = 2_000;
  private static final int AT_ONCE = 20;

  private final PostgresRevocations revocations;
  private final TokenEndpoint datadog;
  private final Sites sites;
  private final Clock clock;
  private final Vertx vertx;

  Revoking(
      PostgresRevocations revocations,
      TokenEndpoint datadog,
      Sites sites,
      Clock clock,
      Vertx vertx) {
    this.revocations = revocations;
    this.datadog = datadog;
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
    var apiUrl = sites.apiUrl(due.site());
    return apiUrl
        .map(url -> datadog.revoke(url, due.refreshToken()))
        .orElseGet(() -> Uni.createFrom().item(Optional.of(due.site() + " is no site any more")))
        .flatMap(problem -> {
          if (problem.isEmpty()) {
            LOG.infof("an authorization at %s is revoked", due.site());
            return revocations.done(due.id(), now());
          }
          LOG.warnf("an authorization at %s is not revoked yet: %s", due.site(), problem.get());
          return revocations.failed(due.id(), problem.get(), now());
        });
  }

  private void again() {
    vertx.setTimer(
        LOOK_EVERY_MILLIS, _ -> Infrastructure.getDefaultWorkerPool().execute(this::begin));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
