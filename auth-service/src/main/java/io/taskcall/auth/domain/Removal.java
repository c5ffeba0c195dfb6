package io.taskcall.auth.domain;

import java.util.List;
import java.util.Optional;

/**
 * How far the end of an integration has come.
 *
 * @param integration what was removed
 * @param revocation how it stands with Datadog
 * @param problem why Datadog has not been told yet
 */
public record Removal(Integration integration, Revocation revocation, Optional<String> problem) {
  /** What nobody can do but the customer. */
  public List<String> leftToDo() {
    return switch (integration.tool()) {
      case DATADOG ->
          List.of(
              "Delete the webhook with this Integration URL in Datadog: Integrations, Webhooks.",
              "Take its @webhook-… out of your monitors and notification rules.");
      case ALERTMANAGER ->
          List.of("Take the receiver with this Integration URL out of Alertmanager.");
      case EVENTS_V2 -> List.of("Take this key out of the tools that use it.");
    };
  }

  /** Whether Datadog knows that the authorization is over. */
  public enum Revocation {
    /** There was none. */
    NOT_NEEDED,
    /** It is told until it answers. */
    PENDING,
    /** It knows. */
    DONE
  }
}
