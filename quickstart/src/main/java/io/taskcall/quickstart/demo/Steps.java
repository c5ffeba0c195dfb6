package io.taskcall.quickstart.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Tells each step while it happens: what was done, what came of it, where to look, how long. */
final class Steps {
  private static final Duration LOOK_EVERY = Duration.ofMillis(25);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final PrintStream out;
  private final CountDownLatch never = new CountDownLatch(1);
  private int step;
  private long begun = System.nanoTime();

  Steps(PrintStream out) {
    this.out = out;
  }

  /** Begins a step; its time runs from here. */
  void step(String whatHappensOutside) {
    out.printf("%n%d. %s%n", ++step, whatHappensOutside);
    begun = System.nanoTime();
  }

  /** Says what came of it, and how long after the step began. */
  void came(String what) {
    long millis = (System.nanoTime() - begun) / 1_000_000;
    out.printf(Locale.ROOT, "   ✓ %-72s %6.2f s%n", what, millis / 1000.0);
  }

  /** Says where to see it with one's own eyes. */
  void look(String where) {
    out.printf("     look: %s%n", where);
  }

  /** Waits until there is something to see. */
  <T> T awaitFirst(String what, Supplier<Optional<T>> look) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var seen = look.get();
      if (seen.isPresent()) {
        return seen.get();
      }
      if (System.nanoTime() > deadline) {
        throw new Unexpected("waited " + PATIENCE.toSeconds() + " s and did not see that " + what);
      }
      pause();
    }
  }

  /** Waits until something is so. */
  void await(String what, BooleanSupplier so) {
    awaitFirst(what, () -> so.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  /** Insists that something is so, now. */
  void must(boolean so, String otherwise) {
    if (!so) {
      throw new Unexpected(otherwise);
    }
  }

  private void pause() {
    try {
      if (never.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("nobody counts this down");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }
}
