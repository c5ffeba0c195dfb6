package io.taskcall.auth.domain.audit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that matters to security, written down for good.
 *
 * @param who the e-mail address of whoever did it, or what else did
 * @param what such as {@code signed_in}
 * @param subject what it was done to, if not to oneself
 * @param address where from
 */
public record AuditEntry(
    UUID organizationId,
    Instant at,
    Optional<UUID> memberId,
    String who,
    String what,
    Optional<UUID> subject,
    String address,
    Map<String, String> details) {
  public AuditEntry {
    details = Map.copyOf(details);
  }
}
