package io.taskcall.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an incident, with the incident as it stands after it. Published to
 * {@code taskcall.incidents.v1}, keyed by incident id.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = IncidentEvent.Triggered.class, name = "incident.triggered"),
  @JsonSubTypes.Type(value = IncidentEvent.AlertAttached.class, name = "incident.alert_attached"),
  @JsonSubTypes.Type(value = IncidentEvent.AlertRecovered.class, name = "incident.alert_recovered"),
  @JsonSubTypes.Type(value = IncidentEvent.AlertWorsened.class, name = "incident.alert_worsened"),
  @JsonSubTypes.Type(value = IncidentEvent.Acknowledged.class, name = "incident.acknowledged"),
  @JsonSubTypes.Type(value = IncidentEvent.Unacknowledged.class, name = "incident.unacknowledged"),
  @JsonSubTypes.Type(value = IncidentEvent.Escalated.class, name = "incident.escalated"),
  @JsonSubTypes.Type(value = IncidentEvent.Reassigned.class, name = "incident.reassigned"),
  @JsonSubTypes.Type(
      value = IncidentEvent.PriorityChanged.class,
      name = "incident.priority_changed"),
  @JsonSubTypes.Type(value = IncidentEvent.UrgencyChanged.class, name = "incident.urgency_changed"),
  @JsonSubTypes.Type(value = IncidentEvent.TitleChanged.class, name = "incident.title_changed"),
  @JsonSubTypes.Type(
      value = IncidentEvent.RespondersAdded.class,
      name = "incident.responders_added"),
  @JsonSubTypes.Type(value = IncidentEvent.NoteAdded.class, name = "incident.note_added"),
  @JsonSubTypes.Type(value = IncidentEvent.StatusUpdated.class, name = "incident.status_updated"),
  @JsonSubTypes.Type(value = IncidentEvent.Snoozed.class, name = "incident.snoozed"),
  @JsonSubTypes.Type(value = IncidentEvent.Resolved.class, name = "incident.resolved"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface IncidentEvent extends Event {
  /** Who did it. */
  Actor by();

  /** The incident after it. */
  IncidentSnapshot incident();

  @Override
  default Topic topic() {
    return Topic.INCIDENTS;
  }

  @Override
  default String key() {
    return incident().id().toString();
  }

  /** It began. */
  record Triggered(UUID id, Instant at, Actor by, IncidentSnapshot incident)
      implements IncidentEvent {}

  /** Another alert joined it. */
  record AlertAttached(
      UUID id, Instant at, Actor by, IncidentSnapshot incident, Fingerprint alert, String title)
      implements IncidentEvent {}

  /** One of its alerts is over, recovered or expired. */
  record AlertRecovered(UUID id, Instant at, Actor by, IncidentSnapshot incident, Fingerprint alert)
      implements IncidentEvent {}

  /** One of its alerts got worse. */
  record AlertWorsened(
      UUID id, Instant at, Actor by, IncidentSnapshot incident, Fingerprint alert, Level level)
      implements IncidentEvent {}

  /** A responder took it on; escalation stops. */
  record Acknowledged(UUID id, Instant at, Actor by, IncidentSnapshot incident)
      implements IncidentEvent {}

  /** Nothing moved since it was acknowledged, so it is open again. */
  record Unacknowledged(UUID id, Instant at, Actor by, IncidentSnapshot incident)
      implements IncidentEvent {}

  /**
   * The next level is asked.
   *
   * @param level the level now asked, from 1
   * @param reason why, in words for a person
   */
  record Escalated(
      UUID id, Instant at, Actor by, IncidentSnapshot incident, int level, String reason)
      implements IncidentEvent {}

  /** Others are asked instead. */
  record Reassigned(UUID id, Instant at, Actor by, IncidentSnapshot incident, List<Responder> from)
      implements IncidentEvent {
    public Reassigned {
      from = List.copyOf(from);
    }
  }

  /** It is more or less important than it was. */
  record PriorityChanged(
      UUID id, Instant at, Actor by, IncidentSnapshot incident, @Nullable Priority from)
      implements IncidentEvent {}

  /** Somebody must be woken for it now, or need not be any more. */
  record UrgencyChanged(
      UUID id, Instant at, Actor by, IncidentSnapshot incident, IncidentSnapshot.Urgency from)
      implements IncidentEvent {}

  /** It is called something else. */
  record TitleChanged(UUID id, Instant at, Actor by, IncidentSnapshot incident, String from)
      implements IncidentEvent {}

  /** More people are asked, beside those who were. */
  record RespondersAdded(
      UUID id, Instant at, Actor by, IncidentSnapshot incident, List<Responder> added)
      implements IncidentEvent {
    public RespondersAdded {
      added = List.copyOf(added);
    }
  }

  /** Somebody wrote something down. */
  record NoteAdded(UUID id, Instant at, Actor by, IncidentSnapshot incident, String note)
      implements IncidentEvent {}

  /**
   * Stakeholders are told how it goes.
   *
   * @param message in words for people who do not work on it
   */
  record StatusUpdated(UUID id, Instant at, Actor by, IncidentSnapshot incident, String message)
      implements IncidentEvent {}

  /** It is left alone until a moment. */
  record Snoozed(UUID id, Instant at, Actor by, IncidentSnapshot incident, Instant until)
      implements IncidentEvent {}

  /** It is over. */
  record Resolved(UUID id, Instant at, Actor by, IncidentSnapshot incident)
      implements IncidentEvent {}
}
