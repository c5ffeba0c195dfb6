package io.taskcall.sync.domain;

import java.time.Instant;

/** No call of a scope is made for an integration before {@code until}. */
public record Hold(Instant until, String reason, Scope scope) {
  /** Which calls must wait. */
  public enum Scope {
    /** Those that only read. */
    READ,
    /** Those that may write. */
    WRITE,
    /** All of them. */
    ALL,
    /** Those that ask for monitors' priorities, and no others. */
    PRIORITY,
    /** Those that post events. */
    COMMENT,
    /** Those that schedule downtimes. */
    DOWNTIME
  }
}
