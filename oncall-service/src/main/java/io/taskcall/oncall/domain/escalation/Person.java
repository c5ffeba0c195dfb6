package io.taskcall.oncall.domain.escalation;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Somebody who can be asked. */
public record Person(UUID id, UUID organizationId, String name, String email) {
  private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"@,;:]+@[^\\s<>\"@,;:]+");

  /** Where mail reaches the person; empty if what we have is no address. */
  public Optional<String> mailbox() {
    return ADDRESS.matcher(email).matches() ? Optional.of(email) : Optional.empty();
  }
}
