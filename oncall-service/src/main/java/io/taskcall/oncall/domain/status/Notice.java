package io.taskcall.oncall.domain.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a subscriber is written.
 *
 * @param dashboard what the dashboard or the incident is called that they subscribed to, or are
 *     asked about
 * @param update what they are told; absent if they are only asked whether they want to be told
 */
public record Notice(String dashboard, Optional<Update> update) {
  /**
   * A status update.
   *
   * @param title the incident's, or none if the dashboard does not show titles
   * @param services names of the services of the dashboard that feel the incident
   */
  public record Update(
      String title, String status, List<String> services, String message, Instant at) {
    public Update {
      services = List.copyOf(services);
    }
  }

  /** Asks whether somebody wants to be told. */
  public static Notice asking(String dashboard) {
    return new Notice(dashboard, Optional.empty());
  }

  /** Tells somebody. */
  public static Notice telling(String dashboard, Update update) {
    return new Notice(dashboard, Optional.of(update));
  }
}
