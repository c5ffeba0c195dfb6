package io.taskcall.auth.domain.sso;

import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.signin.LocalPath;

/** What came of somebody's coming back from their provider. */
public sealed interface SsoOutcome {
  /**
   * They are in.
   *
   * @param email of the account
   * @param cookie what their browser must show from now on
   */
  record SignedIn(String email, Secret cookie, LocalPath next) implements SsoOutcome {}

  /** Nobody was sent away with that, or another browser was. */
  record Foreign() implements SsoOutcome {}

  /** They were back before. */
  record Again() implements SsoOutcome {}

  /** They took too long. */
  record TooLate() implements SsoOutcome {}

  /** The organization has another provider now, or none. */
  record Changed() implements SsoOutcome {}

  /**
   * The provider did not let them through.
   *
   * @param error its word for why
   */
  record Denied(String error) implements SsoOutcome {}

  /** The provider does not answer as one. */
  record ProviderDown(String reason) implements SsoOutcome {}

  /** What the provider says cannot be trusted. */
  record NotTrusted(String reason) implements SsoOutcome {}

  /** The provider vouches for them, and they are not let in all the same. */
  record NotAdmitted(Admission.Reason reason) implements SsoOutcome {}
}
