package io.taskcall.sync.domain;

import java.util.Optional;

/**
 * What became of a search for something of ours in Datadog.
 *
 * @param <T> what was searched for
 */
public sealed interface Lookup<T> {
  /** We were shown all, and this is ours. */
  record Found<T>(Optional<T> ours) implements Lookup<T> {}

  /** We were not shown all. */
  record Failed<T>(Answer.Failure failure) implements Lookup<T> {}
}
