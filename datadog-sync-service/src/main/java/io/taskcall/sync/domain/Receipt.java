package io.taskcall.sync.domain;

import java.time.Duration;
import java.util.Optional;

/** What became of a request whose answer says no more than that it was done. */
public sealed interface Receipt {
  /**
   * It was done.
   *
   * @param pause how long to be quiet, if that was the last request of the allowance
   */
  record Taken(Optional<Duration> pause) implements Receipt {}

  /** It was not, as far as we know. */
  record Failed(Answer.Failure failure) implements Receipt {}
}
