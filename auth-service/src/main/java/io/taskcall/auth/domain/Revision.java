package io.taskcall.auth.domain;

import io.taskcall.contracts.Ids;
import java.time.Instant;
import java.util.UUID;

/**
 * Which state of a thing it is, counted from 1, and since when. Saying the same revision again
 * gives the same event id, so a repair is harmless.
 */
public record Revision(int number, Instant at) {
  /** Before there was anything. */
  public static final Revision NONE = new Revision(0, Instant.EPOCH);

  /** The one that begins now. */
  public Revision next(Instant now) {
    return new Revision(number + 1, now);
  }

  UUID eventId(String type, UUID subject) {
    return Ids.derive(type, subject, number);
  }
}
