package io.taskcall.bench.faults;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

/** Kills a part, lets it come back and work for a moment, and kills it again, until closed. */
final class Killing implements AutoCloseable {
  private static final Duration BACK_MAX = Duration.ofMinutes(2);

  private final CompletableFuture<Integer> kills;
  private volatile boolean over;

  /**
   * Begins.
   *
   * @param works whether the part works again
   * @param shortest how long it is left to work at least
   * @param longest and at most
   */
  Killing(
      Product product, String part, BooleanSupplier works, Duration shortest, Duration longest) {
    var random = new Random(7);
    kills =
        CompletableFuture.supplyAsync(() -> {
          try {
            int times = 0;
            while (!over) {
              Wait.pause(
                  Duration.ofMillis(random.nextLong(shortest.toMillis(), longest.toMillis())));
              product.kill(part);
              times++;
              if (!Wait.until(BACK_MAX, works::getAsBoolean)) {
                throw new IllegalStateException(part + " was killed and does not work again");
              }
            }
            return times;
          } catch (InterruptedException e) {
            throw new CompletionException(e);
          }
        });
  }

  /** Stops killing; the part works then. Returns how often it was killed. */
  int stop() {
    over = true;
    return kills.join();
  }

  /** False as soon as the part did not come back. */
  boolean goesWell() {
    return !kills.isCompletedExceptionally();
  }

  @Override
  public void close() {
    over = true;
  }
}
