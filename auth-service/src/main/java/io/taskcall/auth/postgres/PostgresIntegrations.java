package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.crypto.Vault;
import io.taskcall.auth.domain.Integration;
import io.taskcall.auth.domain.MakeOutcome;
import io.taskcall.auth.domain.Revision;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.domain.connect.Access;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.Event;
import io.taskcall.contracts.IntegrationEvent;
import io.taskcall.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;

/** Changes integrations as people ask for it, and tells the other services of each change. */
@ApplicationScoped
public class PostgresIntegrations {
  private final Mutiny.SessionFactory sessions;
  private final Outbox outbox;
  private final Vault vault;
  private final PostgresAudit audit;

  PostgresIntegrations(
      Mutiny.SessionFactory sessions, Outbox outbox, Vault vault, PostgresAudit audit) {
    this.sessions = sessions;
    this.outbox = outbox;
    this.vault = vault;
    this.audit = audit;
  }

  /** Whether there could be one of that name for that service. */
  public Uni<Optional<MakeOutcome>> objection(UUID organization, String name, UUID service) {
    return sessions.withSession(session -> objection(session, organization, name, service));
  }

  /**
   * Adds an integration.
   *
   * @param access by what we may call the Datadog behind it
   */
  public Uni<MakeOutcome> make(Integration made, Access access, Actor actor, Instant now) {
    return sessions
        .withTransaction(session ->
            SetupLock.alone(session)
                .chain(
                    () -> objection(session, made.organizationId(), made.name(), made.serviceId()))
                .flatMap(objection ->
                    objection.isPresent()
                        ? Uni.createFrom().item(objection.get())
                        : add(session, made, access, actor, now)))
        .invoke(outbox::nudge);
  }

  /**
   * Changes one.
   *
   * @return what it is now; empty if the organization has no such one
   */
  public Uni<Optional<Integration>> change(
      UUID id, UnaryOperator<Integration> change, String what, Actor actor, Instant now) {
    return sessions
        .withTransaction(session ->
            locked(session, id, actor.organizationId())
                .flatMap(row ->
                    row.isEmpty()
                        ? Uni.createFrom().item(Optional.<Integration>empty())
                        : changed(session, row.get(), change, what, actor, now).map(Optional::of)))
        .invoke(outbox::nudge);
  }

  /**
   * Ends one for good: its keys are answered as gone, and Datadog is told that the authorization is
   * over.
   *
   * @return what was ended; empty if the organization has no such one
   */
  public Uni<Optional<Integration>> remove(UUID id, Actor actor, Instant now) {
    return sessions
        .withTransaction(session ->
            locked(session, id, actor.organizationId())
                .flatMap(row ->
                    row.isEmpty()
                        ? Uni.createFrom().item(Optional.<Integration>empty())
                        : removed(session, row.get(), actor, now).map(Optional::of)))
        .invoke(outbox::nudge);
  }

  private static Uni<Optional<IntegrationRow>> locked(
      Mutiny.Session session, UUID id, UUID organization) {
    return session
        .find(IntegrationRow.class, id, LockModeType.PESSIMISTIC_WRITE)
        .map(row ->
            Optional.ofNullable(row)
                .filter(found -> found.organizationId.equals(organization) && !found.removed));
  }

  private static Uni<Optional<MakeOutcome>> objection(
      Mutiny.Session session, UUID organization, String name, UUID service) {
    return session
        .createSelectionQuery(
            """
            select count(*) from IntegrationRow
            where organizationId = ?1 and name = ?2 and not removed
            """,
            Long.class)
        .setParameter(1, organization)
        .setParameter(2, name)
        .getSingleResult()
        .flatMap(named ->
            named > 0
                ? Uni.createFrom().item(Optional.of(new MakeOutcome.NameTaken()))
                : session
                    .find(ServiceRow.class, service)
                    .map(row ->
                        row != null && row.organizationId.equals(organization)
                            ? Optional.empty()
                            : Optional.of(new MakeOutcome.ServiceGone())));
  }

  private Uni<MakeOutcome> add(
      Mutiny.Session session, Integration made, Access access, Actor actor, Instant now) {
    var revision = Revision.NONE.next(now);
    return session
        .persist(new IntegrationRow(made, revision))
        .chain(session::flush)
        .chain(() -> session.mergeAll(keyRows(made)))
        .chain(() ->
            switch (access) {
              case Access.None() -> Uni.createFrom().voidItem();
              case Access.ByGrant(var grant) ->
                  session.persist(GrantRow.of(made.id(), grant, vault));
              case Access.ByKeys keys ->
                  session.persist(new DatadogKeysRow(made.id(), keys, vault));
            })
        .chain(() -> say(session, made.saved(revision)))
        .chain(() -> write(session, actor, "integration_created", made, now))
        .replaceWith(new MakeOutcome.Made(made));
  }

  private Uni<Integration> changed(
      Mutiny.Session session,
      IntegrationRow row,
      UnaryOperator<Integration> change,
      String what,
      Actor actor,
      Instant now) {
    return DirectoryRows.keysOf(session, row.id)
        .map(row::integration)
        .flatMap(before -> {
          var after = change.apply(before);
          if (after.equals(before)) {
            return Uni.createFrom().item(before);
          }
          row.become(after.state(), now);
          return session
              .mergeAll(keyRows(after))
              .chain(() -> say(session, after.saved(row.revision())))
              .chain(() -> write(session, actor, what, after, now))
              .replaceWith(after);
        });
  }

  private Uni<Integration> removed(
      Mutiny.Session session, IntegrationRow row, Actor actor, Instant now) {
    row.removed = true;
    row.uninstalled = true;
    row.become(row.state, now);
    return DirectoryRows.keysOf(session, row.id)
        .map(row::integration)
        .call(integration -> revoke(session, integration, now))
        .call(integration -> removeWebhook(session, integration, now))
        .call(integration -> say(session, integration.removed(row.revision())))
        .call(integration -> write(session, actor, "integration_removed", integration, now));
  }

  private Uni<Void> revoke(Mutiny.Session session, Integration integration, Instant now) {
    return session
        .find(GrantRow.class, integration.id())
        .flatMap(grant ->
            grant == null || integration.site().isEmpty()
                ? Uni.createFrom().voidItem()
                : session
                    .persist(
                        new RevocationRow(
                            integration.id(),
                            integration.organizationId(),
                            integration.site().get(),
                            grant.open(vault).refreshToken(),
                            vault,
                            PostgresRevocations.first(now)))
                    .chain(() -> session.remove(grant)));
  }

  private Uni<Void> removeWebhook(Mutiny.Session session, Integration integration, Instant now) {
    return session
        .find(DatadogKeysRow.class, integration.id())
        .flatMap(keys ->
            keys == null || integration.site().isEmpty()
                ? Uni.createFrom().voidItem()
                : session
                    .persist(
                        RevocationRow.ofWebhook(
                            integration,
                            new Access.ByKeys(keys.open(vault), keys.webhook),
                            vault,
                            PostgresRevocations.first(now)))
                    .chain(() -> session.remove(keys)));
  }

  private static Object[] keyRows(Integration integration) {
    return integration.keys().stream()
        .map((IntegrationEvent.Key key) -> new IntegrationKeyRow(integration.id(), key))
        .toArray();
  }

  private Uni<Void> write(
      Mutiny.Session session, Actor actor, String what, Integration integration, Instant now) {
    return audit.append(
        session,
        actor.did(what, Optional.of(integration.id()), Map.of("name", integration.name()), now));
  }

  private Uni<Void> say(Mutiny.Session session, Event event) {
    return outbox.append(session, event, TraceParent.startingAt(event.id()));
  }
}
