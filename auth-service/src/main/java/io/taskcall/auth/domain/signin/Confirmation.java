package io.taskcall.auth.domain.signin;

import java.time.Duration;

/** What came of asking somebody who is signed in to show once more that it is them. */
public sealed interface Confirmation {
  /** It is. */
  record Given() implements Confirmation {}

  /** Nothing was shown, or not what they are asked for. */
  record Missing(Factor factor) implements Confirmation {}

  /** What was shown is wrong. */
  record Wrong(Factor factor) implements Confirmation {}

  /** There is nothing that they could show: they have no password. */
  record Impossible() implements Confirmation {}

  /** Too many wrong ones before; this one was not looked at. */
  record TooEarly(Duration left) implements Confirmation {}

  /** So many passwords are looked at that this one was not. */
  record Busy() implements Confirmation {}

  /** What somebody shows. */
  enum Factor {
    /** Their password. */
    PASSWORD,

    /** A code of their app, or a recovery code. */
    CODE
  }
}
