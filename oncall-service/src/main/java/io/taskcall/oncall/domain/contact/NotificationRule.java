package io.taskcall.oncall.domain.contact;

import io.taskcall.contracts.IncidentSnapshot.Urgency;
import java.time.Duration;
import java.util.UUID;

/**
 * A person's wish: for incidents of this urgency, by this method after that long without an answer.
 */
public record NotificationRule(UUID id, Urgency urgency, UUID methodId, Duration after) {
  /** The longest that a rule can wait. */
  public static final Duration AFTER_MAX = Duration.ofDays(1);

  public NotificationRule {
    if (after.isNegative() || after.compareTo(AFTER_MAX) > 0) {
      throw new IllegalArgumentException("a rule waits from nothing to a day, was " + after);
    }
  }
}
