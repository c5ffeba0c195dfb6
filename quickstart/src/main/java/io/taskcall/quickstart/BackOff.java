package io.taskcall.quickstart;

import java.time.Duration;

/**
 * How long to wait before the next try: doubles with each failure in a row, up to a limit.
 *
 * @param longest that limit; what lived for longer starts afresh
 */
record BackOff(Duration delay, Duration longest) {
  private static final Duration FIRST = Duration.ofSeconds(1);

  /** The wait after a first failure. */
  static BackOff first(Duration longest) {
    return new BackOff(FIRST, longest);
  }

  /** The one after a life of that length: what ran long enough starts afresh. */
  BackOff after(Duration life) {
    if (life.compareTo(longest) > 0) {
      return first(longest);
    }
    var doubled = delay.multipliedBy(2);
    return new BackOff(doubled.compareTo(longest) > 0 ? longest : doubled, longest);
  }
}
