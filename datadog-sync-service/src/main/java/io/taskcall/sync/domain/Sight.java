package io.taskcall.sync.domain;

import java.time.Duration;
import java.util.Optional;

/** What became of a request for a monitor. */
public sealed interface Sight {
  /**
   * How it does.
   *
   * @param scarce how long to ask for no more, if little of the allowance is left
   */
  record Seen(MonitorState monitor, Optional<Duration> scarce) implements Sight {}

  /** We were not told. */
  record Failed(Answer.Failure failure) implements Sight {}
}
