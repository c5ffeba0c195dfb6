package io.taskcall.bench.faults;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for what happens elsewhere. */
final class Wait {
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private Wait() {}

  /** Something that can be looked at. */
  interface Condition {
    boolean holds();
  }

  /** Returns when the condition holds, or false when the time is over. */
  static boolean until(Duration longest, Condition condition) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        return false;
      }
      pause(Duration.ofMillis(100));
    }
    return true;
  }

  /** Lets some time go by. */
  static void pause(Duration time) throws InterruptedException {
    boolean over = NEVER.await(time.toNanos(), TimeUnit.NANOSECONDS);
    assert !over : "nobody counts this latch down";
  }
}
