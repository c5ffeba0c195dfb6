package io.taskcall.auth.domain.connect;

import io.taskcall.auth.domain.Integration;
import io.taskcall.auth.domain.Secret;
import java.util.Optional;
import java.util.Set;

/** What came of connecting, once somebody was back from Datadog. */
public sealed interface Connected {
  /**
   * It is done.
   *
   * @param key the key of its Integration URL, which is shown this once
   * @param webhook what came of the webhook in Datadog, for people to read; absent if we may make
   *     none
   */
  record Done(Integration integration, Secret key, Optional<String> webhook) implements Connected {}

  /** Datadog does not take this key. */
  record KeysRefused(String which) implements Connected {}

  /** They did not allow it. */
  record Denied() implements Connected {}

  /** Datadog did not allow it. */
  record Refused(String error) implements Connected {}

  /** Nobody in this session was sent there for this. */
  record Foreign() implements Connected {}

  /** It was done, or tried, before. */
  record Again() implements Connected {}

  /** It took too long. */
  record TooLate() implements Connected {}

  /** Datadog sends them back from a place that is none of its sites. */
  record WrongSite(String said) implements Connected {}

  /** Datadog does not take the code. */
  record CodeRefused() implements Connected {}

  /** The operator has not registered TaskCall at that site. */
  record NotRegistered(String reason) implements Connected {}

  /** They may not do there what TaskCall needs. */
  record MissingPermissions(Set<String> missing) implements Connected {}

  /** Another integration got that name meanwhile. */
  record NameTaken(String name) implements Connected {}

  /** The service was deleted meanwhile. */
  record ServiceGone() implements Connected {}

  /** Datadog gave no answer to go by. */
  record DatadogDown(String reason) implements Connected {}
}
