package io.taskcall.quickstart;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Finds and ends processes of this machine. */
final class Processes {
  private Processes() {}

  /** The process of that id. */
  static ProcessHandle running(long pid) {
    return ProcessHandle.of(pid)
        .orElseThrow(() -> new IllegalStateException("process " + pid + " has ended"));
  }

  /**
   * Asks a process to end, and ends it and what it started by force if it takes longer than that.
   */
  static void end(ProcessHandle process, Duration patience) {
    process.destroy();
    if (!endsWithin(process, patience)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      process.onExit().join();
    }
  }

  /** The same for several at once, which may need each other to end well. */
  static void end(List<ProcessHandle> processes, Duration patience) {
    var ends =
        processes.stream()
            .map(process ->
                CompletableFuture.runAsync(
                    () -> end(process, patience), Thread::startVirtualThread));
    CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).join();
  }

  private static boolean endsWithin(ProcessHandle process, Duration patience) {
    try {
      process.onExit().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
      return true;
    } catch (CompletionException e) {
      return false;
    }
  }
}
