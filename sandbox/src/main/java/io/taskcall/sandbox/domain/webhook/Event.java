package io.taskcall.sandbox.domain.webhook;

import java.time.Instant;
import java.util.List;

/**
 * An entry of Datadog's event stream, which is what every webhook is about.
 *
 * @param id up to 20 digits: more than a double holds
 * @param type Datadog's word for the source, such as {@code query_alert_monitor}
 * @param message what the event says, in Datadog's markdown
 * @param alertType {@code error}, {@code warning}, {@code success}, {@code info} or empty
 */
public record Event(
    String id,
    Instant at,
    String type,
    String title,
    String message,
    String aggregationKey,
    String alertType,
    List<String> tags) {
  public Event {
    tags = List.copyOf(tags);
  }
}
