package io.taskcall.oncall.domain.page;

import java.time.Duration;

/**
 * How pages for the same person become one message.
 *
 * @param window after a message, how long what else is to arrive at the same place is gathered
 * @param longest how long it is gathered at most, when pages keep coming
 */
public record Bundling(Duration window, Duration longest) {
  private static final int REST = 10;

  public Bundling {
    if (window.isNegative() || longest.compareTo(window) < 0) {
      throw new IllegalArgumentException(
          "pages are gathered for a while and for no longer at most, was "
              + window
              + " and at most "
              + longest);
    }
  }

  /** True if each page is a message of its own. */
  public boolean isOff() {
    return window.isZero();
  }

  /** How long after a message the next may follow though all before it is dealt with. */
  public Duration rest() {
    return window.dividedBy(REST);
  }
}
