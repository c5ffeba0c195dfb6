package io.taskcall.auth.domain;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What the setup file asks for, with its secrets as hashes.
 *
 * @param ownerKeySha256 the hash of the API key that the first owner gets
 * @param grants by integration, the hash of the refresh token to begin with
 */
public record Wanted(
    Organization organization,
    List<Member> members,
    List<Integration> integrations,
    String ownerKeySha256,
    Map<UUID, String> grants) {
  public Wanted {
    members = List.copyOf(members);
    integrations = List.copyOf(integrations);
    grants = Map.copyOf(grants);
  }

  /** The same without integrations that people have deleted since. */
  public Wanted without(Set<UUID> deleted) {
    var rest = integrations.stream().filter(i -> !deleted.contains(i.id())).toList();
    var restGrants =
        grants.entrySet().stream()
            .filter(grant -> !deleted.contains(grant.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return new Wanted(organization, members, rest, ownerKeySha256, restGrants);
  }
}
