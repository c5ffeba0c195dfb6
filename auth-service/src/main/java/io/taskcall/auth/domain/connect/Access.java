package io.taskcall.auth.domain.connect;

import io.taskcall.auth.domain.Grant;

/** By what we may call the Datadog behind an integration. */
public sealed interface Access {
  /** By nothing: it only sends us alerts, or is no Datadog. */
  record None() implements Access {}

  /** By what somebody authorized. */
  record ByGrant(Grant grant) implements Access {}

  /**
   * By keys that somebody gave us.
   *
   * @param webhook the name of the webhook that we make there
   */
  record ByKeys(DatadogKeys keys, String webhook) implements Access {}
}
