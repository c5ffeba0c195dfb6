package io.taskcall.sync.domain;

import java.time.Instant;

/** What becomes of a call after a try. */
public sealed interface Fate {
  /** What we say about it to people. */
  String note();

  /** Datadog is as we wish, or we know what we wished to know. */
  record Done(String note) implements Fate {}

  /** A later change, ours or Datadog's, has made it pointless. */
  record Superseded(String note) implements Fate {}

  /** It is tried again. */
  record Again(Instant at, String note) implements Fate {}

  /** It is given up, and somebody should look why. */
  record Parked(String note) implements Fate {}
}
