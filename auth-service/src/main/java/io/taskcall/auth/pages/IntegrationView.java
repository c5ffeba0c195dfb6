package io.taskcall.auth.pages;

import io.taskcall.auth.domain.Integration;
import io.taskcall.contracts.IntegrationEvent.State;
import io.taskcall.contracts.IntegrationEvent.Tool;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An integration as its page shows it.
 *
 * @param retiring when older keys stop working
 */
public record IntegrationView(
    UUID id,
    String name,
    String tool,
    boolean datadog,
    String state,
    boolean paused,
    String service,
    @Nullable String site,
    List<Instant> retiring) {
  static IntegrationView of(Integration integration, Map<UUID, String> services, Instant now) {
    return new IntegrationView(
        integration.id(),
        integration.name(),
        name(integration.tool()),
        integration.tool() == Tool.DATADOG,
        state(integration),
        integration.state() == State.PAUSED,
        services.getOrDefault(integration.serviceId(), "a service that is not known here yet"),
        integration.site().orElse(null),
        integration.keys().stream()
            .flatMap(key -> Stream.ofNullable(key.retiresAt()))
            .filter(now::isBefore)
            .toList());
  }

  static String name(Tool tool) {
    return switch (tool) {
      case DATADOG -> "Datadog";
      case ALERTMANAGER -> "Prometheus Alertmanager";
      case EVENTS_V2 -> "Events API v2";
    };
  }

  private static String state(Integration integration) {
    return switch (integration.state()) {
      case CREATED -> "takes alerts";
      case CONNECTED -> "takes alerts, connected to Datadog";
      case DISCONNECTED -> "takes alerts, but Datadog has taken the authorization back";
      case PAUSED -> "paused: alerts are accepted, and nothing comes of them";
    };
  }
}
