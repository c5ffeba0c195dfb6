package io.taskcall.auth.domain;

/** What came of making an integration. */
public sealed interface MakeOutcome {
  /** It is there. */
  record Made(Integration integration) implements MakeOutcome {}

  /** Another has the name. */
  record NameTaken() implements MakeOutcome {}

  /** There is no such service. */
  record ServiceGone() implements MakeOutcome {}
}
