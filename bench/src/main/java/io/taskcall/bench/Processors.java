package io.taskcall.bench;

/** What processes use of the processors. */
final class Processors {
  private Processors() {}

  /** What a process that still runs has used so far, in seconds. */
  static double seconds(long pid) {
    return ProcessHandle.of(pid)
            .flatMap(process -> process.info().totalCpuDuration())
            .orElseThrow(() -> new IllegalStateException("process " + pid + " has ended"))
            .toMillis()
        / 1e3;
  }
}
