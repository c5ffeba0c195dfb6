package io.taskcall.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One observation of one alert, in the same words whatever tool it came from. Published to {@code
 * taskcall.alerts.v1}, keyed by fingerprint.
 *
 * <p>A component may be added if readers can do without it. Any other change is a new major version
 * of the topic.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = AlertEvent.Fired.class, name = "alert.fired"),
  @JsonSubTypes.Type(value = AlertEvent.Recovered.class, name = "alert.recovered"),
  @JsonSubTypes.Type(value = AlertEvent.Acknowledged.class, name = "alert.acknowledged"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface AlertEvent extends Event {
  /** The alert this is about. */
  AlertRef alert();

  /** When ingest had the whole request. */
  Instant receivedAt();

  /** The source's name for the stretch from trigger to recovery, if it has one. */
  @Nullable String cycle();

  /** What the source says about it. */
  AlertDetails details();

  @Override
  default Topic topic() {
    return Topic.ALERTS;
  }

  @Override
  default String key() {
    return alert().fingerprint().value();
  }

  /**
   * It fires, for the first time or still.
   *
   * @param transition the source's own word, such as {@code Re-Triggered}
   */
  record Fired(
      UUID id,
      AlertRef alert,
      Instant at,
      Instant receivedAt,
      @Nullable String cycle,
      @Nullable String transition,
      Level level,
      AlertDetails details)
      implements AlertEvent {}

  /**
   * It is fine again.
   *
   * @param by who resolved it by hand, where the source tells
   */
  record Recovered(
      UUID id,
      AlertRef alert,
      Instant at,
      Instant receivedAt,
      @Nullable String cycle,
      @Nullable String transition,
      @Nullable String by,
      AlertDetails details)
      implements AlertEvent {}

  /** Somebody took it on in the source. */
  record Acknowledged(
      UUID id,
      AlertRef alert,
      Instant at,
      Instant receivedAt,
      @Nullable String cycle,
      @Nullable String by,
      AlertDetails details)
      implements AlertEvent {}
}
