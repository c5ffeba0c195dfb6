package io.taskcall.auth.domain.audit;

import io.taskcall.auth.domain.access.Caller;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Whoever does something that is written down, and where from. */
public record Actor(UUID organizationId, Optional<UUID> memberId, String who, String address) {
  /** The caller, at an address. */
  public static Actor of(Caller caller, String address) {
    return new Actor(
        caller.organizationId(), Optional.of(caller.memberId()), caller.email(), address);
  }

  /** TaskCall itself. */
  public static Actor ourselves(UUID organizationId) {
    return new Actor(organizationId, Optional.empty(), "TaskCall", "-");
  }

  /** What they did. */
  public AuditEntry did(
      String what, Optional<UUID> subject, Map<String, String> details, Instant at) {
    return new AuditEntry(organizationId, at, memberId, who, what, subject, address, details);
  }

  /** What they did to something. */
  public AuditEntry did(String what, UUID subject, Instant at) {
    return did(what, Optional.of(subject), Map.of(), at);
  }
}
