package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.crypto.Vault;
import io.taskcall.auth.domain.Integration;
import io.taskcall.auth.domain.Member;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.Step;
import io.taskcall.auth.domain.Wanted;
import io.taskcall.auth.domain.access.ApiKey;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.Event;
import io.taskcall.contracts.IntegrationEvent;
import io.taskcall.outbox.Outbox;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Takes the steps of one setup within its transaction. */
record SetupSteps(
    Mutiny.Session session,
    Outbox outbox,
    Vault vault,
    DirectoryRows before,
    Wanted wanted,
    Instant now) {

  Uni<Void> take(Step step, Map<UUID, Secret> refreshTokens) {
    return switch (step) {
      case Step.SaveOrganization(var organization) ->
          session.merge(new OrganizationRow(organization)).call(session::flush).replaceWithVoid();
      case Step.SaveMember(var member) -> save(member);
      case Step.RemoveMember(var member) -> remove(member);
      case Step.SaveIntegration(var integration) -> save(integration);
      case Step.RemoveIntegration(var integration) -> remove(integration);
      case Step.PlantGrant(var integration, var _) ->
          session
              .merge(
                  new GrantRow(
                      integration, Objects.requireNonNull(refreshTokens.get(integration)), vault))
              .replaceWithVoid();
    };
  }

  private Uni<Void> save(Member member) {
    var revision = before.memberRevision(member.id()).next(now);
    return session
        .merge(new MemberRow(member, revision))
        .chain(() -> keepApiKeys(member.id(), member.apiKeys()))
        .chain(() -> say(member.saved(wanted.organization(), revision)));
  }

  private Uni<Void> remove(Member member) {
    var revision = before.memberRevision(member.id()).next(now);
    var row = new MemberRow(member, revision);
    row.removed = true;
    return session
        .merge(row)
        .chain(() -> keepApiKeys(member.id(), List.of()))
        .chain(() -> say(member.removed(revision)));
  }

  private Uni<Void> save(Integration integration) {
    var revision = before.integrationRevision(integration.id()).next(now);
    var row = new IntegrationRow(integration, revision);
    row.plantedKeySha256 = plantedKey(integration);
    return session
        .merge(row)
        .chain(() -> keepKeys(integration.id(), integration.keys()))
        .chain(() -> say(integration.saved(revision)));
  }

  private Uni<Void> remove(Integration integration) {
    var revision = before.integrationRevision(integration.id()).next(now);
    var row = new IntegrationRow(integration, revision);
    row.removed = true;
    row.plantedKeySha256 = plantedKey(integration);
    return session
        .merge(row)
        .chain(() -> keepKeys(integration.id(), integration.keys()))
        .chain(() -> session.removeAll(grantOf(integration.id())))
        .chain(() -> say(integration.removed(revision)));
  }

  private Uni<Void> keepApiKeys(UUID member, List<ApiKey> wantedKeys) {
    var ids = wantedKeys.stream().map(ApiKey::id).collect(Collectors.toSet());
    var gone =
        before.apiKeys().stream()
            .filter(row -> row.memberId.equals(member) && !ids.contains(row.id))
            .toArray();
    var there = before.apiKeys().stream().map(row -> row.id).collect(Collectors.toSet());
    var kept =
        wantedKeys.stream()
            .filter(key -> !there.contains(key.id()))
            .map(key -> new ApiKeyRow(member, key, now))
            .toArray();
    return session.removeAll(gone).chain(() -> session.mergeAll(kept));
  }

  private Uni<Void> keepKeys(UUID integration, List<IntegrationEvent.Key> wantedKeys) {
    var hashes = wantedKeys.stream().map(IntegrationEvent.Key::sha256).toList();
    var gone =
        before.keys().stream()
            .filter(row -> row.integrationId.equals(integration) && !hashes.contains(row.sha256))
            .toArray();
    var kept = wantedKeys.stream().map(key -> new IntegrationKeyRow(integration, key)).toArray();
    return session.removeAll(gone).chain(() -> session.mergeAll(kept));
  }

  /** The key that the file gives it; what has left the file has the one it was known by. */
  private String plantedKey(Integration integration) {
    return Stream.concat(wanted.integrations().stream(), Stream.of(integration))
        .filter(asked -> asked.id().equals(integration.id()))
        .flatMap(asked -> asked.keys().stream())
        .map(IntegrationEvent.Key::sha256)
        .findFirst()
        .orElse("");
  }

  private Object[] grantOf(UUID integration) {
    return before.grants().stream().filter(row -> row.integrationId.equals(integration)).toArray();
  }

  private Uni<Void> say(Event event) {
    return outbox.append(session, event, TraceParent.startingAt(event.id()));
  }
}
