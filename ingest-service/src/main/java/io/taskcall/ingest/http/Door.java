package io.taskcall.ingest.http;

import io.taskcall.contracts.IntegrationEvent.Tool;
import io.taskcall.ingest.domain.AlertmanagerPayload;
import io.taskcall.ingest.domain.EventsV2Payload;
import io.taskcall.ingest.domain.Source;
import io.taskcall.ingest.domain.datadog.DatadogPayload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a tool's alerts come in. A new tool is a {@link Source} and a line here.
 *
 * @param path its path; one that ends in a slash is followed by the integration's key, at any other
 *     the body brings the key
 * @param overloadStatus 503 for Datadog, since it never sends again what got a 4xx
 */
record Door(String path, Tool tool, Source source, Manners manners, int overloadStatus) {
  private static final List<Door> DOORS =
      List.of(
          new Door(
              "/integrations/datadog/v1/", Tool.DATADOG, new DatadogPayload(), Manners.OURS, 503),
          new Door(
              "/integrations/alertmanager/v1/",
              Tool.ALERTMANAGER,
              new AlertmanagerPayload(),
              Manners.OURS,
              429),
          new Door(
              "/integrations/events/v2/",
              Tool.EVENTS_V2,
              new EventsV2Payload(),
              Manners.PAGERDUTY_ACCEPTING,
              429),
          new Door("/v2/enqueue", Tool.EVENTS_V2, new EventsV2Payload(), Manners.PAGERDUTY, 429));

  /** The door at {@code requestPath}; nothing if there is none. */
  static @Nullable Door at(String requestPath) {
    for (var door : DOORS) {
      if (door.keyInPath() ? requestPath.startsWith(door.path) : requestPath.equals(door.path)) {
        return door;
      }
    }
    return null;
  }

  /** The key in the path; nothing where the body brings it. */
  @Nullable String keyIn(String requestPath) {
    return keyInPath() ? requestPath.substring(path.length()) : null;
  }

  Refusal overloaded() {
    return Refusal.overloaded(overloadStatus);
  }

  private boolean keyInPath() {
    return path.endsWith("/");
  }
}
