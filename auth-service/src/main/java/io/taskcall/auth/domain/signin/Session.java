package io.taskcall.auth.domain.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A browser that somebody signed in with.
 *
 * @param address where it was when they did
 * @param agent what it calls itself
 */
public record Session(
    UUID id,
    UUID memberId,
    Instant createdAt,
    Instant lastSeenAt,
    boolean ended,
    String address,
    String agent) {
  /**
   * How long sessions last.
   *
   * @param idle without being used
   * @param life however much they are used
   */
  public record Limits(Duration idle, Duration life) {
    public Limits {
      if (!idle.isPositive() || life.compareTo(idle) < 0) {
        throw new IllegalArgumentException(
            "a session must live at least as long as it may be idle: " + life + ", " + idle);
      }
    }
  }

  /** Whether it is good now. */
  public boolean isLive(Limits limits, Instant now) {
    return !ended
        && now.isBefore(createdAt.plus(limits.life()))
        && now.isBefore(lastSeenAt.plus(limits.idle()));
  }
}
