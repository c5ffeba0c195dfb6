package io.taskcall.sync.datadog;

import io.taskcall.sync.domain.Answer;

/** What auth says when asked for the right to call. */
sealed interface Permission {
  /** Here it is. */
  record Granted(Grant grant) implements Permission {}

  /** Not now, or not any more. */
  record Denied(Answer.Failure failure) implements Permission {}
}
