package io.taskcall.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An incident as it stands after an event.
 *
 * @param number counts the incidents of an organization, from 1; for people
 * @param level the level of the escalation policy that it has reached, from 1
 * @param source the alert that opened it; absent if a person did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IncidentSnapshot(
    UUID id,
    long number,
    UUID organizationId,
    ServiceRef service,
    String title,
    Status status,
    Urgency urgency,
    @Nullable Priority priority,
    Instant openedAt,
    @Nullable Instant acknowledgedAt,
    @Nullable Instant resolvedAt,
    @Nullable Instant snoozedUntil,
    int alertCount,
    int level,
    List<Responder> responders,
    @Nullable Source source,
    boolean test) {
  public IncidentSnapshot {
    responders = List.copyOf(responders);
  }

  /** Where an incident stands. */
  public enum Status {
    @JsonProperty("open")
    OPEN,
    @JsonProperty("acknowledged")
    ACKNOWLEDGED,
    /** Final. */
    @JsonProperty("resolved")
    RESOLVED
  }

  /** Whether somebody must be woken. */
  public enum Urgency {
    @JsonProperty("high")
    HIGH,
    @JsonProperty("low")
    LOW
  }

  /** The service that is affected. */
  public record ServiceRef(UUID id, String name) {}

  /** The alert that opened the incident. */
  public record Source(UUID integrationId, Fingerprint fingerprint, Origin origin) {}
}
