package io.taskcall.codec;

import io.taskcall.contracts.Event;

/** What came of reading a record. Who must act next is the type. */
public sealed interface Reading<T extends Event> {
  /** The reader goes on with the event. */
  record Understood<T extends Event>(T event) implements Reading<T> {}

  /**
   * The record goes to the dead letters: its type is unknown, or it is not what its type promises.
   */
  record Refused<T extends Event>(String reason) implements Reading<T> {}
}
