package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.IncidentSnapshot;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What does not change in an incident's life.
 *
 * @param number counts the incidents of an organization, for people
 * @param service the service as it was when the incident opened, with its policy
 * @param source the alert that opened it; absent if a person did
 * @param test somebody is only trying things out
 */
public record About(
    UUID id,
    long number,
    Service service,
    Instant openedAt,
    IncidentSnapshot.@Nullable Source source,
    boolean test) {}
