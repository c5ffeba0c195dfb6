package io.taskcall.oncall.domain.escalation;

import io.taskcall.oncall.domain.contact.Reach;
import java.util.UUID;

/**
 * Somebody who can be asked.
 *
 * @param reach every way to reach the person, the account's own mailbox first
 */
public record Person(UUID id, UUID organizationId, String name, String email, Reach reach) {
  /** Somebody who has said nothing about how to be reached. */
  public Person(UUID id, UUID organizationId, String name, String email) {
    this(id, organizationId, name, email, Reach.NOTHING.withAccount(id, email));
  }

  /** False if no message would arrive. */
  public boolean isReachable() {
    return !reach.usable().isEmpty();
  }
}
