package io.taskcall.sandbox.domain.fault;

import java.time.Instant;

/**
 * How much of a limit is left in the current minute; minutes are the calendar's, as Datadog's are.
 *
 * @param used calls so far in {@code minute}
 */
public record RateLimit(int limit, long minute, int used) {
  public static final int PERIOD_SECONDS = 60;

  public static RateLimit unused(int limit) {
    return new RateLimit(limit, 0, 0);
  }

  /** The state after one more call, under a limit that may have changed. */
  public RateLimit call(int currentLimit, Instant at) {
    var now = Math.floorDiv(at.getEpochSecond(), PERIOD_SECONDS);
    return new RateLimit(currentLimit, now, now == minute ? used + 1 : 1);
  }

  public boolean exceeded() {
    return used > limit;
  }

  public int remaining() {
    return Math.max(0, limit - used);
  }

  public long resetsInSeconds(Instant at) {
    return PERIOD_SECONDS - Math.floorMod(at.getEpochSecond(), (long) PERIOD_SECONDS);
  }
}
