package io.taskcall.rights.token;

import io.taskcall.contracts.MemberEvent.Role;
import io.taskcall.rights.Right;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a token says: who may do what, and until when.
 *
 * @param until from then on it says nothing any more
 */
public record Claims(UUID memberId, UUID organizationId, Set<Right> rights, Instant until) {
  public Claims {
    rights = Set.copyOf(rights);
  }

  /** What it allows to somebody who has this role by now: never more than the role does. */
  public Set<Right> within(Role role) {
    return rights.stream().filter(right -> right.isOf(role)).collect(Collectors.toSet());
  }
}
