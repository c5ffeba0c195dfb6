package io.taskcall.sync.postgres;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call to Datadog as people are shown it.
 *
 * @param purpose {@code look}, {@code create}, or the field that it changes
 * @param wish the value that the field is to have
 * @param cause the event that made us want it
 * @param note the last answer, or what became of it
 */
public record CallView(
    long number,
    UUID id,
    UUID incidentId,
    UUID integrationId,
    String datadogIncidentUuid,
    String purpose,
    @Nullable String wish,
    UUID cause,
    String status,
    int attempts,
    @Nullable String note,
    Instant wishedAt,
    Instant firstDue,
    Instant nextTryAt,
    @Nullable Instant endedAt) {}
