package io.taskcall.quickstart;

import java.time.Duration;

/** How long to wait before the next try: doubles with each failure in a row, up to a limit. */
record BackOff(Duration delay) {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** The wait after a first failure. */
  static BackOff first() {
    return new BackOff(FIRST);
  }

  /** The one after a life of that length: what ran long enough starts afresh. */
  BackOff after(Duration life) {
    if (life.compareTo(LONGEST) > 0) {
      return first();
    }
    var doubled = delay.multipliedBy(2);
    return new BackOff(doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled);
  }
}
