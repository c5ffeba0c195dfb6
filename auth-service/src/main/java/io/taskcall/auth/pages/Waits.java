package io.taskcall.auth.pages;

import java.time.Duration;

/** How long somebody has to wait, as people read it. */
final class Waits {
  private static final long ROUND_UP_MILLIS = 999;

  private Waits() {}

  static String text(Duration wait) {
    return seconds(wait) + " seconds";
  }

  static long seconds(Duration wait) {
    return Math.max(1, wait.plusMillis(ROUND_UP_MILLIS).toSeconds());
  }
}
