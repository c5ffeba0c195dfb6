package io.taskcall.sync.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a Datadog site is asked at all: after so many failures in a row it is left alone for a
 * while, then asked by one, and by all again once that one is answered.
 *
 * @param failures in a row
 * @param askAt not before then
 */
public record Breaker(int failures, Instant askAt) {
  /** A site that answers. */
  public static final Breaker CLOSED = new Breaker(0, Instant.EPOCH);

  /**
   * When a site is left alone.
   *
   * @param failuresMax how many failures in a row it takes
   * @param pause for how long
   */
  public record Rule(int failuresMax, Duration pause) {
    public Rule {
      if (failuresMax < 1 || !pause.isPositive()) {
        throw new IllegalArgumentException(
            "a site is left alone after a failure or more, for a while, was "
                + failuresMax
                + " and "
                + pause);
      }
    }
  }

  /** True if the site may be asked now. */
  public boolean lets(Instant now) {
    return !now.isBefore(askAt);
  }

  /** The same while somebody asks: if it had been left alone, nobody else does meanwhile. */
  public Breaker asked(Rule rule, Instant now) {
    return failures < rule.failuresMax() ? this : new Breaker(failures, now.plus(rule.pause()));
  }

  /** It answered, whatever the answer was. */
  public Breaker answered() {
    return CLOSED;
  }

  /** It failed to answer. */
  public Breaker failed(Rule rule, Instant now) {
    int more = failures + 1;
    return new Breaker(more, more < rule.failuresMax() ? askAt : now.plus(rule.pause()));
  }
}
