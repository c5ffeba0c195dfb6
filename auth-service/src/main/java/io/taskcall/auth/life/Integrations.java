package io.taskcall.auth.life;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.taskcall.auth.AuthConfig;
import io.taskcall.auth.crypto.RandomSecrets;
import io.taskcall.auth.datadog.GrantTrial;
import io.taskcall.auth.datadog.KeyConnecting;
import io.taskcall.auth.datadog.Revoking;
import io.taskcall.auth.domain.Integration;
import io.taskcall.auth.domain.MakeOutcome;
import io.taskcall.auth.domain.Removal;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.domain.connect.Access;
import io.taskcall.auth.postgres.PostgresIntegrations;
import io.taskcall.auth.postgres.PostgresRemovals;
import io.taskcall.contracts.IntegrationEvent.Tool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Makes integrations, gives them new keys, lets them rest, and ends them. */
@ApplicationScoped
public class Integrations {
  private final PostgresIntegrations integrations;
  private final PostgresRemovals removals;
  private final Revoking revoking;
  private final GrantTrial grants;
  private final KeyConnecting keyed;
  private final RandomSecrets random;
  private final Clock clock;
  private final Duration keyGrace;

  Integrations(
      PostgresIntegrations integrations,
      PostgresRemovals removals,
      Revoking revoking,
      GrantTrial grants,
      KeyConnecting keyed,
      RandomSecrets random,
      Clock clock,
      AuthConfig config) {
    this.integrations = integrations;
    this.removals = removals;
    this.revoking = revoking;
    this.grants = grants;
    this.keyed = keyed;
    this.random = random;
    this.clock = clock;
    this.keyGrace = config.keyGrace();
  }

  /**
   * Something that has a new key.
   *
   * @param key shown this once
   * @param note what else is to be said of it
   */
  public record Keyed<T>(T thing, Secret key, Optional<String> note) {}

  /** Makes one for a tool that asks nobody's permission. */
  public Uni<Keyed<MakeOutcome>> make(String name, Tool tool, UUID service, Actor actor) {
    var key = random.integrationKey();
    var made =
        Integration.made(
            UUID.randomUUID(), actor.organizationId(), name, tool, service, key.sha256());
    return integrations
        .make(made, new Access.None(), actor, now())
        .map(outcome -> new Keyed<>(outcome, key, Optional.empty()));
  }

  /** Gives it another key; the one before goes on working for a while. */
  public Uni<Optional<Keyed<Integration>>> rotate(UUID id, Actor actor) {
    var key = random.integrationKey();
    var now = now();
    return integrations
        .change(
            id,
            before -> before.rotated(key.sha256(), now, now.plus(keyGrace)),
            "integration_key_rotated",
            actor,
            now)
        .flatMap(found ->
            found.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : keyed
                    .move(id, key)
                    .map(note -> Optional.of(new Keyed<>(found.get(), key, note))));
  }

  /** Lets it rest: alerts are accepted, and nothing comes of them. */
  public Uni<Optional<Integration>> pause(UUID id, Actor actor) {
    return integrations.change(id, Integration::paused, "integration_paused", actor, now());
  }

  /** Lets it work again. */
  public Uni<Optional<Integration>> resume(UUID id, Actor actor) {
    return integrations
        .change(id, Integration::resumed, "integration_resumed", actor, now())
        .invoke(() -> Infrastructure.getDefaultWorkerPool().execute(grants::begin));
  }

  /** Ends it for good, and says how far that has come. */
  public Uni<Optional<Removal>> remove(UUID id, Actor actor) {
    return integrations
        .remove(id, actor, now())
        .flatMap(found ->
            found.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : revoking.attempt(id).chain(() -> removals.removal(id, actor.organizationId())));
  }

  /** The database keeps microseconds. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
