package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.crypto.Vault;
import io.taskcall.auth.domain.Connection;
import io.taskcall.auth.domain.Connection.Need;
import io.taskcall.auth.domain.Grant.Judgement;
import io.taskcall.auth.domain.Sites;
import io.taskcall.auth.domain.TokenOutcome;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.IntegrationEvent.State;
import io.taskcall.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Keeps the Datadog grants, sealed. */
@ApplicationScoped
public class PostgresGrants {
  private final Mutiny.SessionFactory sessions;
  private final Outbox outbox;
  private final Vault vault;
  private final Sites sites;
  private final Clock clock;

  PostgresGrants(
      Mutiny.SessionFactory sessions, Outbox outbox, Vault vault, Sites sites, Clock clock) {
    this.sessions = sessions;
    this.outbox = outbox;
    this.vault = vault;
    this.sites = sites;
    this.clock = clock;
  }

  /**
   * What has to be done for an access token of this integration.
   *
   * @param refused SHA-256 of a token that Datadog turned down, which is not to be given out again
   */
  public Uni<Need> need(UUID integration, Optional<String> refused) {
    return sessions.withSession(session ->
        session
            .find(IntegrationRow.class, integration)
            .flatMap(row -> grantOf(session, integration).map(grant -> need(row, grant, refused))));
  }

  /** The integrations whose grant has yet to prove itself. */
  public Uni<List<UUID>> untried() {
    return sessions.withSession(session ->
        session
            .createSelectionQuery(
                """
                select i.id from IntegrationRow i, GrantRow g
                where g.integrationId = i.id and i.state = ?1 and not i.removed
                """,
                UUID.class)
            .setParameter(1, State.CREATED)
            .getResultList());
  }

  /**
   * Gets a new access token while nobody else does, on whatever replica, and keeps what comes of
   * it: the grant, and the integration's state with its news.
   *
   * @param ask is not called if another has got a token meanwhile
   */
  public Uni<TokenOutcome> refresh(
      UUID integration, Optional<String> refused, Function<Need.Ask, Uni<Judgement>> ask) {
    return sessions
        .withTransaction(session ->
            session
                .find(IntegrationRow.class, integration, LockModeType.PESSIMISTIC_WRITE)
                .flatMap(row ->
                    grantOf(session, integration)
                        .flatMap(grant ->
                            switch (need(row, grant, refused)) {
                              case Need.Answered(var outcome) -> Uni.createFrom().item(outcome);
                              case Need.Ask needed ->
                                  ask.apply(needed)
                                      .call(judged -> keep(session, row, grant, judged))
                                      .map(Judgement::outcome);
                            })))
        .invoke(outbox::nudge);
  }

  private Need need(
      @Nullable IntegrationRow row, Optional<GrantRow> grant, Optional<String> refused) {
    if (row == null || row.removed) {
      return new Need.Answered(new TokenOutcome.Unknown());
    }
    var opened =
        grant
            .map(sealed -> sealed.open(vault))
            .map(open -> refused.map(open::without).orElse(open));
    return new Connection(Optional.ofNullable(row.site), row.state, opened)
        .need(sites, clock.instant());
  }

  private Uni<Void> keep(
      Mutiny.Session session, IntegrationRow row, Optional<GrantRow> grant, Judgement judged) {
    grant.ifPresent(sealed -> sealed.keep(judged.grant(), vault));
    // Whoever has paused it decides when it goes on.
    var state = row.state == State.PAUSED ? State.PAUSED : judged.state().orElse(row.state);
    if (state == row.state) {
      return Uni.createFrom().voidItem();
    }
    row.become(state, clock.instant().truncatedTo(ChronoUnit.MICROS));
    return DirectoryRows.keysOf(session, row.id)
        .map(keys -> row.integration(keys).saved(row.revision()))
        .flatMap(saved -> outbox.append(session, saved, TraceParent.startingAt(saved.id())));
  }

  private static Uni<Optional<GrantRow>> grantOf(Mutiny.Session session, UUID integration) {
    return session.find(GrantRow.class, integration).map(Optional::ofNullable);
  }
}
