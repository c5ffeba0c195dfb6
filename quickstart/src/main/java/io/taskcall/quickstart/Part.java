package io.taskcall.quickstart;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One process, or family of processes, that the quickstart keeps running. */
interface Part {
  String name();

  /** Starts it, or starts it again on the same data and port. */
  void start();

  /** Tells whether it can do its work now. */
  boolean ready();

  /** The process that stands for it. */
  ProcessHandle process();

  /** Completes when it has ended. */
  default CompletableFuture<ProcessHandle> ended() {
    return process().onExit();
  }

  /** Ends it in good order, by force if that takes too long. */
  void stop();

  /** Why it ended before it was ready, in its own words, as far as it said. */
  default Optional<String> lastWords() {
    return Optional.empty();
  }
}
