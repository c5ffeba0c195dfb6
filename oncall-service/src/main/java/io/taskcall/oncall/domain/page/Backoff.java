package io.taskcall.oncall.domain.page;

import java.time.Duration;

/** How long to wait before a page is tried again. */
public record Backoff(Duration first, Duration longest) {
  private static final int DOUBLINGS_MAX = 20;

  public Backoff {
    if (!first.isPositive() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "a back-off grows from more than nothing, was " + first + " to " + longest);
    }
  }

  /** The wait after {@code attempts} failed attempts, at least 1. */
  public Duration after(int attempts) {
    var wait = first.multipliedBy(1L << Math.min(attempts - 1, DOUBLINGS_MAX));
    return wait.compareTo(longest) > 0 ? longest : wait;
  }
}
