package io.taskcall.sync.postgres;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A call to Datadog as people are shown it. */
public record CallView(
    long number,
    UUID id,
    UUID incidentId,
    UUID integrationId,
    String datadogIncidentUuid,
    String purpose,
    @Nullable String wish,
    String status,
    int attempts,
    @Nullable String note,
    Instant wishedAt,
    Instant firstDue,
    Instant nextTryAt,
    @Nullable Instant endedAt) {}
