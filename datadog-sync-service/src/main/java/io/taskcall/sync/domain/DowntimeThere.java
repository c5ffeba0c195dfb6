package io.taskcall.sync.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A downtime of ours as Datadog shows it.
 *
 * @param end never, if absent
 */
public record DowntimeThere(String id, @Nullable Instant end) {}
