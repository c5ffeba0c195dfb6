package io.taskcall.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that arrived and could not be understood, whole, with the reason, so that it can be
 * looked at and sent again. Published to {@code taskcall.dead-letters.v1}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = DeadLetter.Delivery.class, name = "dead_letter.delivery"),
  @JsonSubTypes.Type(value = DeadLetter.Unread.class, name = "dead_letter.record"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface DeadLetter extends Event {
  /** Why, in words for a person. */
  String reason();

  /** The body, byte for byte; Base64 on the wire. */
  byte[] body();

  @Override
  default Topic topic() {
    return Topic.DEAD_LETTERS;
  }

  /**
   * A request to one of ingest's doors.
   *
   * @param path the door, without the key
   * @param headers those that matter, names in lower case
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes are what arrived; nobody compares dead letters
  record Delivery(
      UUID id,
      Instant at,
      UUID integrationId,
      UUID organizationId,
      String path,
      Map<String, String> headers,
      String reason,
      byte[] body)
      implements DeadLetter {
    public Delivery {
      headers = Map.copyOf(headers);
    }

    @Override
    public String key() {
      return integrationId.toString();
    }
  }

  /**
   * A record of one of our topics.
   *
   * @param originalTopic the topic it was read from
   * @param reader the service that could not read it
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes are what arrived; nobody compares dead letters
  record Unread(
      UUID id,
      Instant at,
      String originalTopic,
      int partition,
      long offset,
      @Nullable String originalKey,
      Map<String, String> headers,
      String reader,
      String reason,
      byte[] body)
      implements DeadLetter {
    public Unread {
      headers = Map.copyOf(headers);
    }

    @Override
    public String key() {
      return originalKey == null ? originalTopic : originalKey;
    }
  }
}
