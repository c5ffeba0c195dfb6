package io.taskcall.auth.domain.connect;

import java.util.Set;

/** What Datadog says of a pair of keys. Who must act next is the type. */
public sealed interface KeysAnswer {
  /** They are good, and allow what the mirror needs. */
  record Good() implements KeysAnswer {}

  /** The person's to fix: Datadog does not know this one. */
  record Refused(String which) implements KeysAnswer {}

  /** An administrator's to fix: the keys are good, but may not do this. */
  record Missing(Set<String> permissions) implements KeysAnswer {}

  /** Time's to fix. */
  record Unavailable(String reason) implements KeysAnswer {}
}
