package io.taskcall.sync.domain;

import java.time.Duration;

/**
 * How often Datadog is asked what webhooks may not have told: often while it had something to tell,
 * ever more seldom while it had not.
 */
public record Pace(Duration shortest, Duration longest) {
  private static final int SLOWER_PERCENT = 150;

  public Pace {
    if (!shortest.isPositive() || longest.compareTo(shortest) < 0) {
      throw new IllegalArgumentException(
          "pauses must be positive and may not shrink, were " + shortest + " and " + longest);
    }
  }

  /** The pause after the last one, which was for nothing or not. */
  public Duration next(Duration last, boolean hadNews) {
    if (hadNews) {
      return shortest;
    }
    var slower = last.multipliedBy(SLOWER_PERCENT).dividedBy(100);
    return slower.compareTo(shortest) < 0 ? shortest : min(slower, longest);
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
