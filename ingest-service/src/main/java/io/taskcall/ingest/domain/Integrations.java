package io.taskcall.ingest.domain;

import io.taskcall.contracts.IntegrationEvent.Tool;
import java.time.Instant;

/** The integrations there are. */
public interface Integrations {
  /** What {@code key} opens at the door of {@code tool}; never waits. */
  Access access(String key, Tool tool, Instant now);
}
