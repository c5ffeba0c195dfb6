package io.taskcall.auth.domain.people;

import io.taskcall.contracts.MemberEvent.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody got by e-mail that lets them set a password, once and before long.
 *
 * @param memberId who forgot theirs; absent for somebody who is invited and no member yet
 */
public record Link(
    UUID id,
    UUID organizationId,
    Optional<UUID> memberId,
    String email,
    String name,
    Role role,
    Optional<String> invitedBy,
    Instant createdAt,
    Instant expiresAt,
    boolean used) {
  /** Whether it is an invitation. */
  public boolean isInvitation() {
    return memberId.isEmpty();
  }

  /** Whether it still opens. */
  public boolean opens(Instant now) {
    return !used && now.isBefore(expiresAt);
  }
}
