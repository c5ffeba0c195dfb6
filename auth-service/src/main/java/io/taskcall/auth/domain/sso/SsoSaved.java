package io.taskcall.auth.domain.sso;

/** What came of choosing a provider. */
public sealed interface SsoSaved {
  /** So they sign in from now on. */
  record Done(SsoSettings settings) implements SsoSaved {}

  /** Something speaks against it. */
  record Refused(SsoWish.Objection objection) implements SsoSaved {}

  /** The provider does not answer as one. */
  record ProviderDown(String reason) implements SsoSaved {}
}
