package io.taskcall.bench;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions and for moments. */
final class Waiting {
  private static final long LOOK_EVERY_MILLIS = 20;

  private Waiting() {}

  /** Returns as soon as it is so. */
  static void until(String what, Duration patience, BooleanSupplier so) {
    var never = new CountDownLatch(1);
    long deadline = System.nanoTime() + patience.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("waited " + patience + " in vain until " + what);
      }
      try {
        if (never.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException("nobody counts this down");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  /** Returns at that moment of {@link System#nanoTime()}, or at once if it has passed. */
  static void untilNanos(long moment) {
    for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
