package io.taskcall.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something worth knowing about an alert, after the repeats have fallen silent. Published to {@code
 * taskcall.alert-changes.v1}, keyed by fingerprint.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = AlertChange.Opened.class, name = "alert.opened"),
  @JsonSubTypes.Type(value = AlertChange.Worsened.class, name = "alert.worsened"),
  @JsonSubTypes.Type(value = AlertChange.Repeated.class, name = "alert.repeated"),
  @JsonSubTypes.Type(value = AlertChange.Acknowledged.class, name = "alert.taken"),
  @JsonSubTypes.Type(value = AlertChange.FlappingStarted.class, name = "alert.flapping_started"),
  @JsonSubTypes.Type(value = AlertChange.FlappingStopped.class, name = "alert.flapping_stopped"),
  @JsonSubTypes.Type(value = AlertChange.Recovered.class, name = "alert.closed"),
  @JsonSubTypes.Type(value = AlertChange.Expired.class, name = "alert.expired"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface AlertChange extends Event {
  /** The alert this is about. */
  AlertRef alert();

  /**
   * The opening this belongs to: the same for everything from {@link Opened} (or {@link
   * FlappingStarted}) to the end of that stretch. Incidents hang on it.
   */
  UUID opening();

  @Override
  default Topic topic() {
    return Topic.ALERT_CHANGES;
  }

  @Override
  default String key() {
    return alert().fingerprint().value();
  }

  /** It was quiet and now it fires: somebody has to know. */
  record Opened(
      UUID id, AlertRef alert, UUID opening, Instant at, Level level, AlertDetails details)
      implements AlertChange {}

  /** It fires still, and worse than before. */
  record Worsened(
      UUID id, AlertRef alert, UUID opening, Instant at, Level level, AlertDetails details)
      implements AlertChange {}

  /**
   * It fires still; said at most once per alert in 30 s.
   *
   * @param count how often it was observed firing since it opened, at least 2
   */
  record Repeated(UUID id, AlertRef alert, UUID opening, Instant at, int count)
      implements AlertChange {}

  /** Somebody took it on in the source. */
  record Acknowledged(UUID id, AlertRef alert, UUID opening, Instant at, @Nullable String by)
      implements AlertChange {}

  /**
   * It opens and recovers too often to be announced each time. It counts as open from here to
   * {@link FlappingStopped}.
   *
   * @param openings how many openings within the window made it flap
   */
  record FlappingStarted(
      UUID id,
      AlertRef alert,
      UUID opening,
      Instant at,
      int openings,
      Level level,
      AlertDetails details)
      implements AlertChange {}

  /** It has been calm for the whole window. */
  record FlappingStopped(UUID id, AlertRef alert, UUID opening, Instant at, Settled settled)
      implements AlertChange {}

  /** The state in which an alert came to rest. */
  enum Settled {
    @JsonProperty("firing")
    FIRING,
    @JsonProperty("quiet")
    QUIET
  }

  /**
   * It is fine again.
   *
   * @param count how often it was observed firing in this stretch
   * @param by who resolved it by hand in the source, if it tells
   */
  record Recovered(
      UUID id, AlertRef alert, UUID opening, Instant at, int count, @Nullable String by)
      implements AlertChange {}

  /**
   * Nothing was heard of it for so long that it is taken to be over.
   *
   * @param lastFiredAt when it was last observed firing
   */
  record Expired(UUID id, AlertRef alert, UUID opening, Instant at, Instant lastFiredAt)
      implements AlertChange {}
}
