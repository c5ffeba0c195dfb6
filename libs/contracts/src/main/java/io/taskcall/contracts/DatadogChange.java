package io.taskcall.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody changed, in Datadog, the incident that one of ours mirrors, or something became of the
 * mirror itself. Published to {@code taskcall.datadog-changes.v1}, keyed by our incident's id.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = DatadogChange.StatusChanged.class, name = "datadog.status_changed"),
  @JsonSubTypes.Type(
      value = DatadogChange.SeverityChanged.class,
      name = "datadog.severity_changed"),
  @JsonSubTypes.Type(value = DatadogChange.TitleChanged.class, name = "datadog.title_changed"),
  @JsonSubTypes.Type(value = DatadogChange.Reopened.class, name = "datadog.reopened"),
  @JsonSubTypes.Type(
      value = DatadogChange.ConflictDecided.class,
      name = "datadog.conflict_decided"),
  @JsonSubTypes.Type(value = DatadogChange.Linked.class, name = "datadog.linked"),
  @JsonSubTypes.Type(value = DatadogChange.GivenUp.class, name = "datadog.given_up"),
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

  /** What both incidents have. */
  enum Field {
    @JsonProperty("status")
    STATUS,
    @JsonProperty("priority")
    PRIORITY,
    @JsonProperty("title")
    TITLE
  }

  /** The two sides of a mirror. */
  enum Side {
    @JsonProperty("taskcall")
    TASKCALL,
    @JsonProperty("datadog")
    DATADOG
  }

  /**
   * Its status is another.
   *
   * @param datadogStatus Datadog's word
   * @param status ours for it
   * @param from the status of ours that it replaces: if ours is another by now, somebody changed it
   *     meanwhile, and this is void
   */
  record StatusChanged(
      UUID id,
      Instant at,
      LinkRef link,
      @Nullable String by,
      String datadogStatus,
      IncidentSnapshot.Status status,
      IncidentSnapshot.@Nullable Status from)
      implements DatadogChange {}

  /**
   * Its severity is another.
   *
   * @param severity Datadog's word
   * @param priority ours for it; absent if the organization's table has none
   * @param from the priority of ours that it replaces, or {@code none}: if ours is another by now,
   *     somebody changed it meanwhile, and this is void
   */
  record SeverityChanged(
      UUID id,
      Instant at,
      LinkRef link,
      @Nullable String by,
      String severity,
      @Nullable Priority priority,
      @Nullable String from)
      implements DatadogChange {}

  /**
   * It is called something else.
   *
   * @param from the title of ours that it replaces: if ours is another by now, somebody changed it
   *     meanwhile, and this is void
   */
  record TitleChanged(
      UUID id, Instant at, LinkRef link, @Nullable String by, String title, String from)
      implements DatadogChange {}

  /**
   * It goes on in Datadog after ours was resolved. Resolved is final, so it needs a new one.
   *
   * @param link to the incident that was resolved
   * @param datadogStatus Datadog's word
   * @param status ours for it
   */
  record Reopened(
      UUID id,
      Instant at,
      LinkRef link,
      @Nullable String by,
      String datadogStatus,
      IncidentSnapshot.Status status,
      String title,
      @Nullable Priority priority)
      implements DatadogChange {}

  /**
   * Both sides were changed, neither knowing of the other, and one of them stays.
   *
   * @param taskcall what ours was changed to
   * @param datadog what Datadog's was changed to, in its words
   * @param kept whose stays
   * @param reason why, in words for a person
   */
  record ConflictDecided(
      UUID id,
      Instant at,
      LinkRef link,
      @Nullable String by,
      Field field,
      String taskcall,
      String datadog,
      Side kept,
      String reason)
      implements DatadogChange {}

  /**
   * Ours has got an incident in Datadog, and they mirror each other from here on.
   *
   * @param publicId what people call it there
   * @param url where it is to be seen, if we know
   */
  record Linked(
      UUID id, Instant at, LinkRef link, @Nullable String by, String publicId, @Nullable String url)
      implements DatadogChange {}

  /**
   * A change of ours could not be made in Datadog, and nobody tries any more.
   *
   * @param what we wanted, in words for a person
   * @param reason Datadog's answer
   */
  record GivenUp(UUID id, Instant at, LinkRef link, @Nullable String by, String what, String reason)
      implements DatadogChange {}
}
