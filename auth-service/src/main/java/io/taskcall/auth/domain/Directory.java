package io.taskcall.auth.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What we remember of one organization: who and what is there now.
 *
 * @param organization absent before the first setup
 * @param grants by integration, the hash of the refresh token that the setup planted there
 * @param plantedKeys by integration, the hash of the key that the setup gave it; it may have been
 *     replaced since
 */
public record Directory(
    Optional<Organization> organization,
    List<Member> members,
    List<Integration> integrations,
    Map<UUID, String> grants,
    Map<UUID, String> plantedKeys) {
  /** Nobody and nothing yet. */
  public static final Directory EMPTY =
      new Directory(Optional.empty(), List.of(), List.of(), Map.of(), Map.of());

  public Directory {
    members = List.copyOf(members);
    integrations = List.copyOf(integrations);
    grants = Map.copyOf(grants);
    plantedKeys = Map.copyOf(plantedKeys);
  }

  /** Those of the members who are people. */
  public List<Member> people() {
    return members.stream().filter(member -> !member.serviceAccount()).toList();
  }

  /** Those of the members who are programs. */
  public List<Member> serviceAccounts() {
    return members.stream().filter(Member::serviceAccount).toList();
  }
}
