package io.taskcall.sync.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An incident as Datadog shows it.
 *
 * @param modified Datadog's stamp of its last change, the only version it has
 * @param modifiedBy who made that change, if Datadog tells
 */
public record DatadogIncident(
    String uuid,
    String state,
    @Nullable String severity,
    @Nullable Instant modified,
    @Nullable String modifiedBy) {}
