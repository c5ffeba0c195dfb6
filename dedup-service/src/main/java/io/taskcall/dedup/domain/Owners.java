package io.taskcall.dedup.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Whom API keys belong to. */
public interface Owners {
  /** The organization that {@code apiKey} speaks for at {@code now}, if it is valid. */
  Optional<UUID> organizationOf(String apiKey, Instant now);
}
