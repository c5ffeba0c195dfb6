package io.taskcall.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An integration: a tool that may send us alerts for one service. Published to {@code
 * taskcall.integrations.v1}, compacted, keyed by integration id: the last one is the whole truth.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = IntegrationEvent.Saved.class, name = "integration.saved"),
  @JsonSubTypes.Type(value = IntegrationEvent.Removed.class, name = "integration.removed"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface IntegrationEvent extends Event {
  /** Which integration. */
  UUID integrationId();

  /** Whose it is. */
  UUID organizationId();

  /** Hashes of the keys in its Integration URLs. */
  List<Key> keys();

  @Override
  default Topic topic() {
    return Topic.INTEGRATIONS;
  }

  @Override
  default String key() {
    return integrationId().toString();
  }

  /**
   * It exists.
   *
   * @param datadog how it is connected to Datadog; absent for other tools
   */
  record Saved(
      UUID id,
      Instant at,
      UUID integrationId,
      UUID organizationId,
      UUID serviceId,
      String name,
      Tool tool,
      State state,
      List<Key> keys,
      @Nullable Datadog datadog)
      implements IntegrationEvent {
    public Saved {
      keys = List.copyOf(keys);
    }
  }

  /** It was removed; its keys are remembered so that callers hear that they are gone. */
  record Removed(UUID id, Instant at, UUID integrationId, UUID organizationId, List<Key> keys)
      implements IntegrationEvent {
    public Removed {
      keys = List.copyOf(keys);
    }
  }

  /**
   * A key's hash.
   *
   * @param sha256 of the key, lower-case hex
   * @param retiresAt when the key stops working, if it is being replaced
   */
  record Key(String sha256, @Nullable Instant retiresAt) {}

  /**
   * The Datadog account behind it.
   *
   * @param site such as {@code datadoghq.eu}
   */
  record Datadog(String site) {}

  /** The tools that have a door. */
  enum Tool {
    @JsonProperty("datadog")
    DATADOG,
    @JsonProperty("alertmanager")
    ALERTMANAGER,
    @JsonProperty("events_v2")
    EVENTS_V2
  }

  /** Whether it works. */
  enum State {
    /** It takes alerts; nobody has authorized us at the tool. */
    @JsonProperty("created")
    CREATED,
    /** It takes alerts, and we may call the tool. */
    @JsonProperty("connected")
    CONNECTED,
    /** It takes alerts; the tool has revoked our authorization. */
    @JsonProperty("disconnected")
    DISCONNECTED,
    /** What arrives is accepted and not acted on. */
    @JsonProperty("paused")
    PAUSED
  }
}
