package io.taskcall.auth.domain.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How patient we are with wrong passwords that look alike: some are free, then each makes the next
 * try wait twice as long, up to a limit that an honest person can bear. A try that comes too early
 * is not looked at and makes nobody wait longer, so that a guesser cannot keep others out for good.
 *
 * @param free how many wrong ones in a row cost nothing
 * @param forget after how long without any they are forgotten
 */
public record Throttle(int free, Duration first, Duration longest, Duration forget) {
  private static final int DOUBLINGS_MAX = 20;

  public Throttle {
    if (free < 1 || !first.isPositive() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("not a throttle: " + free + ", " + first + ", " + longest);
    }
  }

  /** How long a try must still wait; nothing if it may be made now. */
  public Optional<Duration> wait(Failures failures, Instant now) {
    int beyond = current(failures, now).count() - free;
    if (beyond < 0) {
      return Optional.empty();
    }
    var doubled = first.multipliedBy(1L << Math.min(beyond, DOUBLINGS_MAX));
    var pause = doubled.compareTo(longest) > 0 ? longest : doubled;
    var left = Duration.between(now, failures.last().plus(pause));
    return left.isPositive() ? Optional.of(left) : Optional.empty();
  }

  /** One more. */
  public Failures oneMore(Failures failures, Instant now) {
    return new Failures(current(failures, now).count() + 1, now);
  }

  private Failures current(Failures failures, Instant now) {
    return now.isBefore(failures.last().plus(forget)) ? failures : Failures.NONE;
  }
}
