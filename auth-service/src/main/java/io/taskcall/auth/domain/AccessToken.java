package io.taskcall.auth.domain;

import java.time.Duration;
import java.time.Instant;

/** What a call to Datadog carries. */
public record AccessToken(Secret value, Instant expiresAt) {
  /** A token this near to its end may be over before the call that carries it arrives. */
  static final Duration MARGIN = Duration.ofSeconds(60);

  /** Whether it is good for a call that begins now. */
  public boolean usableAt(Instant now) {
    return now.isBefore(expiresAt.minus(MARGIN));
  }
}
