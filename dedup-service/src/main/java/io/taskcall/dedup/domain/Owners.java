package io.taskcall.dedup.domain;

import io.taskcall.rights.Right;
import io.taskcall.rights.token.Claims;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Whom API keys belong to, and what they allow. */
public interface Owners {
  /**
   * Whom a key speaks for.
   *
   * @param rights what it allows
   */
  record Owner(UUID organizationId, Set<Right> rights) {
    public Owner {
      rights = Set.copyOf(rights);
    }
  }

  /** Whom {@code apiKey} speaks for at {@code now}, if it is valid. */
  Optional<Owner> ownerOf(String apiKey, Instant now);

  /** Whom a token speaks for that says this; nobody, if its member is gone by now. */
  Optional<Owner> ownerOf(Claims claims);
}
