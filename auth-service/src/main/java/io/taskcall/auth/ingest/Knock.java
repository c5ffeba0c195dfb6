package io.taskcall.auth.ingest;

/** What a door answered to a test. */
public sealed interface Knock {
  /** The test is on its way to whoever is on call. */
  record Taken() implements Knock {}

  /** The door did not take it. */
  record Refused(int status) implements Knock {}

  /** Nobody answered. */
  record Unanswered(String reason) implements Knock {}
}
