package io.taskcall.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who did something to an incident. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Actor.Person.class, name = "person"),
  @JsonSubTypes.Type(value = Actor.Alert.class, name = "alert"),
  @JsonSubTypes.Type(value = Actor.Rule.class, name = "rule"),
  @JsonSubTypes.Type(value = Actor.Datadog.class, name = "datadog"),
})
public sealed interface Actor {
  /** A member of the organization. */
  record Person(UUID userId, String name) implements Actor {}

  /** The alert itself, by firing or recovering. */
  record Alert(Fingerprint fingerprint, @Nullable String by) implements Actor {}

  /** One of our rules, such as {@code escalation} or {@code ack_timeout}. */
  record Rule(String name) implements Actor {}

  /** Somebody in Datadog. */
  record Datadog(UUID integrationId, @Nullable String user) implements Actor {}
}
