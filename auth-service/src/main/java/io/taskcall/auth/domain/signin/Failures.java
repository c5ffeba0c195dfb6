package io.taskcall.auth.domain.signin;

import java.time.Instant;

/** Wrong passwords in a row, as seen from one side. */
public record Failures(int count, Instant last) {
  /** None yet. */
  public static final Failures NONE = new Failures(0, Instant.EPOCH);
}
