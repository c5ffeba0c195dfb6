package io.taskcall.oncall.sending;

import java.time.Duration;
import java.time.Instant;

/** How many messages may go out: so many a second on average, and as many at once. */
final class Pace {
  private final double perSecond;
  private final double atOnce;
  private double left;
  private Instant counted;

  Pace(double perSecond, Instant now) {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException(
          "more than nothing may be sent a second, was " + perSecond);
    }
    this.perSecond = perSecond;
    this.atOnce = Math.max(1, perSecond);
    this.left = atOnce;
    this.counted = now;
  }

  /** No limit at all. */
  static Pace unlimited() {
    return new Pace(Double.POSITIVE_INFINITY, Instant.EPOCH);
  }

  /** Takes up to {@code most}, and says how many may be sent. */
  synchronized int take(int most, Instant now) {
    if (Double.isInfinite(perSecond)) {
      return most;
    }
    var since = Duration.between(counted, now);
    if (since.isPositive()) {
      left = Math.min(atOnce, left + perSecond * since.toNanos() / Duration.ofSeconds(1).toNanos());
    }
    counted = now;
    int taken = (int) Math.clamp(Math.floor(left), 0, most);
    left -= taken;
    return taken;
  }

  /** Gives back what was not needed; if more went out than was taken, the next have to wait. */
  synchronized void giveBack(int count) {
    left = Math.min(atOnce, left + count);
  }
}
