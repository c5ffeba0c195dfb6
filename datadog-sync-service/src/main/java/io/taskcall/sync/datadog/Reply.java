package io.taskcall.sync.datadog;

import io.taskcall.sync.domain.Answer;
import java.time.Duration;
import java.util.Optional;

/** What came back for a request, before anybody looks at what it is about. */
sealed interface Reply {
  /**
   * It was done.
   *
   * @param pause how long to be quiet, if that was the last request of the allowance
   * @param scarce how long to leave what is left of the allowance to others, if little is
   */
  record Good(String body, Optional<Duration> pause, Optional<Duration> scarce) implements Reply {}

  /** It was not, as far as we know. */
  record Failed(Answer.Failure failure) implements Reply {}
}
