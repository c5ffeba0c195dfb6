package io.taskcall.sync.domain;

import java.time.Duration;
import java.util.Optional;

/** What became of a request to Datadog. Who must act next is the type. */
public sealed interface Answer {
  /**
   * The incident as it stands there now.
   *
   * @param pause how long to be quiet, if that was the last request of the allowance
   */
  record Shown(DatadogIncident incident, Optional<Duration> pause) implements Answer {}

  /** We were shown nothing. */
  sealed interface Failure extends Answer {}

  /** Whoever else asked for the integration would be answered the same for a while. */
  sealed interface Barred extends Failure {}

  /** Time's to fix: we asked too often and may again after {@code pause}. */
  record Throttled(Duration pause) implements Barred {}

  /** Theirs to fix: try again. */
  record Unavailable(String reason) implements Failure {}

  /** Ours to fix: asking again would be answered the same. */
  record Refused(int status, String reason) implements Failure {}

  /** The customer's to fix: we may not, or not any more. */
  record Unauthorized(String reason) implements Barred {}
}
