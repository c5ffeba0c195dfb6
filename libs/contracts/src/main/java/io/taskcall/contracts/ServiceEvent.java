package io.taskcall.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A service that people can integrate with. Published to {@code taskcall.services.v1}, compacted,
 * keyed by service id: the last one is the whole truth.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ServiceEvent.Saved.class, name = "service.saved"),
  @JsonSubTypes.Type(value = ServiceEvent.Removed.class, name = "service.removed"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ServiceEvent extends Event {
  /** Which service. */
  UUID serviceId();

  /** Whose it is. */
  UUID organizationId();

  @Override
  default Topic topic() {
    return Topic.SERVICES;
  }

  @Override
  default String key() {
    return serviceId().toString();
  }

  /** It exists, and this is what it is called. */
  record Saved(
      UUID id,
      Instant at,
      UUID serviceId,
      UUID organizationId,
      String name,
      @Nullable String description)
      implements ServiceEvent {}

  /** It is no more. */
  record Removed(UUID id, Instant at, UUID serviceId, UUID organizationId)
      implements ServiceEvent {}
}
