package io.taskcall.auth.domain.signin;

import java.time.Duration;

/** What came of showing a code. */
public sealed interface CodeCheck {
  /** It is right, and used up. */
  record Right() implements CodeCheck {}

  /** It is wrong, or was used before. */
  record Wrong() implements CodeCheck {}

  /** Too many wrong ones before; this one was not looked at. */
  record TooEarly(Duration left) implements CodeCheck {}
}
