package io.taskcall.auth.domain;

import java.time.Duration;
import java.util.Optional;

/** What Datadog said when asked for an access token. Who must act next is the type. */
public sealed interface TokenAnswer {
  /**
   * Nobody needs to act.
   *
   * @param refreshToken the one to use from now on, if it came with the answer
   */
  record Granted(Secret accessToken, Duration lifetime, Optional<Secret> refreshToken)
      implements TokenAnswer {}

  /** The customer's to fix: the grant is gone, and only a new authorization brings one. */
  record Revoked(String reason) implements TokenAnswer {}

  /** Time's to fix, or an operator's: nothing is known about the grant. */
  record Unavailable(String reason) implements TokenAnswer {}
}
