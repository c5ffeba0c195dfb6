package io.taskcall.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a page: one message to one person by one contact method. Published to {@code
 * taskcall.pages.v1}, keyed by incident id. Addresses and numbers are never said here.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PageEvent.Scheduled.class, name = "page.scheduled"),
  @JsonSubTypes.Type(value = PageEvent.Sent.class, name = "page.sent"),
  @JsonSubTypes.Type(value = PageEvent.Delivered.class, name = "page.delivered"),
  @JsonSubTypes.Type(value = PageEvent.Failed.class, name = "page.failed"),
  @JsonSubTypes.Type(value = PageEvent.Suppressed.class, name = "page.suppressed"),
  @JsonSubTypes.Type(value = PageEvent.Answered.class, name = "page.answered"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface PageEvent extends Event {
  /** Which page. */
  PageRef page();

  @Override
  default Topic topic() {
    return Topic.PAGES;
  }

  @Override
  default String key() {
    return page().incidentId().toString();
  }

  /**
   * Which page, for whom, by which way.
   *
   * @param level the level of the escalation policy that asked for it, from 1
   */
  record PageRef(
      UUID pageId,
      UUID incidentId,
      UUID organizationId,
      Responder responder,
      Channel channel,
      int level) {}

  /** The ways to reach a person. */
  enum Channel {
    @JsonProperty("email")
    EMAIL,
    @JsonProperty("sms")
    SMS,
    @JsonProperty("voice")
    VOICE,
    @JsonProperty("push")
    PUSH,
    @JsonProperty("slack")
    SLACK,
    @JsonProperty("teams")
    TEAMS,
    @JsonProperty("webhook")
    WEBHOOK
  }

  /** It shall be sent at {@code due}. */
  record Scheduled(UUID id, Instant at, PageRef page, Instant due) implements PageEvent {}

  /**
   * The channel took it.
   *
   * @param messageId the channel's name for the message
   */
  record Sent(UUID id, Instant at, PageRef page, int attempt, @Nullable String messageId)
      implements PageEvent {}

  /** The channel says that it reached the device. */
  record Delivered(UUID id, Instant at, PageRef page) implements PageEvent {}

  /**
   * The channel did not take it.
   *
   * @param retryAt when it is tried again; absent if it is given up
   */
  record Failed(
      UUID id, Instant at, PageRef page, int attempt, String reason, @Nullable Instant retryAt)
      implements PageEvent {}

  /** It was not sent, because there was no need any more or a rule forbade it. */
  record Suppressed(UUID id, Instant at, PageRef page, String reason) implements PageEvent {}

  /** The person answered on it. */
  record Answered(UUID id, Instant at, PageRef page, Answer answer) implements PageEvent {}

  /** What a person can answer. */
  enum Answer {
    @JsonProperty("acknowledge")
    ACKNOWLEDGE,
    @JsonProperty("resolve")
    RESOLVE,
    @JsonProperty("escalate")
    ESCALATE
  }
}
