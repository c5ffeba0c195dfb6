package io.taskcall.auth.domain.signin;

import io.taskcall.auth.domain.Secret;
import java.time.Duration;
import java.util.UUID;

/** What came of a try to sign in. */
public sealed interface SignInOutcome {
  /**
   * They are in.
   *
   * @param email of the account
   * @param cookie what their browser must show from now on
   */
  record SignedIn(UUID memberId, String email, Secret cookie) implements SignInOutcome {}

  /**
   * The password is right, and a code is needed, too.
   *
   * @param ticket what shows, with the code, that the password was right
   */
  record CodeNeeded(String ticket) implements SignInOutcome {}

  /** The password is right, and their organization takes none: they sign in at its provider. */
  record AtProvider() implements SignInOutcome {}

  /** It took too long, or something changed since: they begin again. */
  record Expired() implements SignInOutcome {}

  /** Address or password is wrong, which of them is not said; or the code is. */
  record Wrong() implements SignInOutcome {}

  /** Too many wrong ones before; this one was not looked at. */
  record TooEarly(Duration left) implements SignInOutcome {}

  /** So many sign in at once that this one was not looked at. */
  record Busy() implements SignInOutcome {}
}
