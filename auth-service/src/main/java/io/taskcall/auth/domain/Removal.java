package io.taskcall.auth.domain;

import java.util.List;
import java.util.Optional;

/**
 * How far the end of an integration has come.
 *
 * @param integration what was removed
 * @param revocation how it stands with Datadog
 * @param webhookOurs whether we made the webhook, and so remove it
 * @param problem why Datadog has not been told yet, or why we had to leave something there
 */
public record Removal(
    Integration integration, Revocation revocation, boolean webhookOurs, Optional<String> problem) {
  private static final String WEBHOOK =
      "Delete the webhook with this Integration URL in Datadog: Integrations, Webhooks.";
  private static final String HANDLES =
      "Take its @webhook-… out of your monitors and notification rules.";

  private boolean webhookIsGone() {
    return webhookOurs && (revocation == Revocation.PENDING || problem.isEmpty());
  }

  /** What nobody can do but the customer. */
  public List<String> leftToDo() {
    return switch (integration.tool()) {
      case DATADOG -> webhookIsGone() ? List.of(HANDLES) : List.of(WEBHOOK, HANDLES);
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
