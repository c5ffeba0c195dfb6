package io.taskcall.auth.domain.signin;

import io.taskcall.auth.domain.Secret;
import java.time.Duration;
import java.util.UUID;

/** What came of a try to sign in. */
public sealed interface SignInOutcome {
  /**
   * They are in.
   *
   * @param cookie what their browser must show from now on
   */
  record SignedIn(UUID memberId, Secret cookie) implements SignInOutcome {}

  /** Address or password is wrong; which of them is not said. */
  record Wrong() implements SignInOutcome {}

  /** Too many wrong ones before; this one was not looked at. */
  record TooEarly(Duration left) implements SignInOutcome {}

  /** So many sign in at once that this one was not looked at. */
  record Busy() implements SignInOutcome {}
}
