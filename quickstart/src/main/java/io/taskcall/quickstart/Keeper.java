package io.taskcall.quickstart;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Keeps one part running: starts it, and starts it again, with growing patience, if it ends. */
final class Keeper {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private static final int FIRST_STARTS_MAX = 3;

  private final Part part;
  private final Consumer<Part> note;
  private final Consumer<String> say;
  private final BackOff first;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CompletableFuture<Duration> firstReady = new CompletableFuture<>();
  private final Thread thread;

  /**
   * A keeper that has yet to begin.
   *
   * @param first how long it waits before it starts again what has just ended
   * @param note is told of the part each time it has been started
   */
  Keeper(Part part, BackOff first, Consumer<Part> note, Consumer<String> say) {
    this.part = part;
    this.first = first;
    this.note = note;
    this.say = say;
    this.thread = Thread.ofPlatform().name("keeper-" + part.name()).daemon().unstarted(this::keep);
  }

  Part part() {
    return part;
  }

  /** Begins; completes with how long it took when the part is ready for the first time. */
  CompletableFuture<Duration> begin() {
    thread.start();
    return firstReady;
  }

  /** Ends the part and stops looking after it. */
  void stop() {
    stopping.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keep() {
    var backOff = first;
    int failures = 0;
    while (!stopped(Duration.ZERO)) {
      long begun = System.nanoTime();
      try {
        part.start();
        note.accept(part);
        awaitReady(begun);
        awaitEnd();
      } catch (RuntimeException | Error e) { // an error must not end the watch in silence
        say.accept(part.name() + ": " + (e instanceof StartFailed ? e.getMessage() : e.toString()));
        if (++failures == FIRST_STARTS_MAX) {
          firstReady.completeExceptionally(
              new StartFailed(part.name() + " does not start: " + e.getMessage(), e));
        }
      }
      if (stopped(Duration.ZERO)) {
        return;
      }
      say.accept(part.name() + " ended; starting it again in " + seconds(backOff.delay()));
      if (stopped(backOff.delay())) {
        return;
      }
      backOff = backOff.after(since(begun));
    }
  }

  private void awaitReady(long begun) {
    while (!part.ready()) {
      if (!part.process().isAlive()) {
        throw new StartFailed(
            "it ended before it was ready"
                + part.lastWords().map(words -> ": " + words).orElse(""));
      }
      if (stopped(LOOK_EVERY)) {
        return;
      }
    }
    if (!firstReady.complete(since(begun))) {
      say.accept(part.name() + " is ready again after " + seconds(since(begun)));
    }
  }

  private void awaitEnd() {
    var ended = part.ended();
    while (!ended.isDone()) {
      if (stopped(LOOK_EVERY)) {
        part.stop();
        return;
      }
    }
  }

  private boolean stopped(Duration within) {
    try {
      return stopping.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  static String seconds(Duration time) {
    return "%.1f s".formatted(time.toMillis() / 1000.0);
  }
}
