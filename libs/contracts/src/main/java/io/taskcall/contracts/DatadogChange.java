package io.taskcall.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody changed, in Datadog, the incident that one of ours mirrors. Published to {@code
 * taskcall.datadog-changes.v1}, keyed by our incident's id.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = DatadogChange.StatusChanged.class, name = "datadog.status_changed"),
  @JsonSubTypes.Type(
      value = DatadogChange.SeverityChanged.class,
      name = "datadog.severity_changed"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface DatadogChange extends Event {
  /** Our incident, and Datadog's. */
  LinkRef link();

  /** Who did it, if Datadog tells. */
  @Nullable String by();

  @Override
  default Topic topic() {
    return Topic.DATADOG_CHANGES;
  }

  @Override
  default String key() {
    return link().incidentId().toString();
  }

  /** Which two incidents are mirrors of each other. */
  record LinkRef(
      UUID incidentId, UUID organizationId, UUID integrationId, String datadogIncidentUuid) {}

  /**
   * Its status is another.
   *
   * @param datadogStatus Datadog's word
   * @param status ours for it
   */
  record StatusChanged(
      UUID id,
      Instant at,
      LinkRef link,
      @Nullable String by,
      String datadogStatus,
      IncidentSnapshot.Status status)
      implements DatadogChange {}

  /**
   * Its severity is another.
   *
   * @param severity Datadog's word
   * @param priority ours for it; absent if the organization's table has none
   */
  record SeverityChanged(
      UUID id,
      Instant at,
      LinkRef link,
      @Nullable String by,
      String severity,
      @Nullable Priority priority)
      implements DatadogChange {}
}
