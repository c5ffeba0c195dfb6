package io.taskcall.auth.passkey;

import io.taskcall.auth.domain.passkey.Refusal;

/** What came of a look at what a device said. */
sealed interface Look<T> {
  /** It is true. */
  record Genuine<T>(T found) implements Look<T> {}

  /** It is not believed. */
  record Refused<T>(Refusal why) implements Look<T> {}
}
