package io.taskcall.auth.domain.access;

import io.taskcall.contracts.MemberEvent.Role;
import io.taskcall.rights.Right;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody who asks for something, as far as we have made sure of it.
 *
 * @param session the session that they came by; absent if they came by an API key
 * @param rights what they may do here and now
 */
public record Caller(
    UUID organizationId,
    UUID memberId,
    String name,
    String email,
    Role role,
    Optional<UUID> session,
    Set<Right> rights) {
  public Caller {
    rights = Set.copyOf(rights);
  }

  /** Whether this may be done by whoever asks. */
  public boolean may(Right right) {
    return rights.contains(right);
  }
}
