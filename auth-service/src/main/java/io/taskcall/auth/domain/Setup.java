package io.taskcall.auth.domain;

import io.taskcall.auth.domain.Step.PlantGrant;
import io.taskcall.auth.domain.Step.RemoveIntegration;
import io.taskcall.auth.domain.Step.RemoveMember;
import io.taskcall.auth.domain.Step.SaveIntegration;
import io.taskcall.auth.domain.Step.SaveMember;
import io.taskcall.auth.domain.Step.SaveOrganization;
import io.taskcall.contracts.IntegrationEvent;
import io.taskcall.contracts.IntegrationEvent.State;
import io.taskcall.contracts.MemberEvent.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The way from what is there to what the setup file says. Nothing to do gives no steps, so the same
 * file may be applied at every start.
 *
 * @param keyGrace how long a replaced integration key goes on working
 */
public record Setup(Duration keyGrace) {
  public Setup {
    if (keyGrace.isNegative()) {
      throw new IllegalArgumentException("keyGrace must not be negative, was " + keyGrace);
    }
  }

  /** The steps from {@code current} to {@code wanted}, in an order that they can be taken in. */
  public List<Step> plan(Directory current, Wanted wanted, Instant now) {
    var steps = new ArrayList<Step>();
    boolean renamed = !current.organization().equals(Optional.of(wanted.organization()));
    if (renamed) {
      steps.add(new SaveOrganization(wanted.organization()));
    }
    planMembers(steps, current, wanted, renamed);
    planIntegrations(steps, current, wanted, now);
    return List.copyOf(steps);
  }

  private static void planMembers(
      List<Step> steps, Directory current, Wanted wanted, boolean renamed) {
    var there = byId(current.members(), Member::id);
    var owner = wanted.members().stream().filter(m -> m.role() == Role.OWNER).findFirst();
    for (var asked : wanted.members()) {
      var before = Optional.ofNullable(there.remove(asked.id()));
      var key = owner.filter(asked::equals).map(_ -> wanted.ownerKeySha256());
      var after = asked.withSetupKey(key, before.map(Member::apiKeys).orElse(List.of()));
      // What is said of a person names the organization, so its new name is said with each.
      if (renamed || !before.equals(Optional.of(after))) {
        steps.add(new SaveMember(after));
      }
    }
    there.values().forEach(gone -> steps.add(new RemoveMember(gone)));
  }

  private void planIntegrations(List<Step> steps, Directory current, Wanted wanted, Instant now) {
    var there = byId(current.integrations(), Integration::id);
    for (var asked : wanted.integrations()) {
      var before = Optional.ofNullable(there.remove(asked.id()));
      var seed = Optional.ofNullable(wanted.grants().get(asked.id()));
      boolean planted = seed.isPresent() && !seed.equals(grantOf(current, asked));
      var after =
          before
              .map(b -> withKeys(current, asked.in(stateAfter(b, asked, planted)), b, now))
              .orElse(asked);
      if (!before.equals(Optional.of(after))) {
        steps.add(new SaveIntegration(after));
      }
      if (planted) {
        steps.add(new PlantGrant(asked.id(), seed.get()));
      }
    }
    there.values().forEach(gone -> steps.add(new RemoveIntegration(gone.without(keysOf(wanted)))));
  }

  /** The file's key takes the place of others when it is new; otherwise people may have rotated. */
  private Integration withKeys(
      Directory current, Integration asked, Integration before, Instant now) {
    var own = asked.keys().getFirst().sha256();
    return own.equals(current.plantedKeys().get(asked.id()))
        ? asked.with(before.keys())
        : asked.replacing(before.keys(), now, now.plus(keyGrace));
  }

  /** A new grant, or another site, has yet to prove itself; otherwise nothing has happened. */
  private static State stateAfter(Integration before, Integration asked, boolean planted) {
    return planted || !before.site().equals(asked.site()) ? State.CREATED : before.state();
  }

  private static Set<String> keysOf(Wanted wanted) {
    return wanted.integrations().stream()
        .flatMap(integration -> integration.keys().stream())
        .map(IntegrationEvent.Key::sha256)
        .collect(Collectors.toSet());
  }

  private static Optional<String> grantOf(Directory current, Integration integration) {
    return Optional.ofNullable(current.grants().get(integration.id()));
  }

  private static <T> Map<UUID, T> byId(List<T> things, Function<T, UUID> id) {
    return things.stream()
        .collect(Collectors.toMap(id, Function.identity(), (a, b) -> a, LinkedHashMap::new));
  }
}
