package io.taskcall.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory processes occupy. */
final class Memory {
  private Memory() {}

  /**
   * The resident memory of a part: of its process and, if it is a family, of the whole family. What
   * several processes share is divided among them, so that a sum counts it once.
   */
  static long residentKib(Running.Noted part) {
    return part.alive()
        .map(process ->
            part.isSupervisor() // the parts are its children, and counted by themselves
                ? ownKib(process)
                : ownKib(process) + process.descendants().mapToLong(Memory::ownKib).sum())
        .orElse(0L);
  }

  private static long ownKib(ProcessHandle process) {
    var status = Path.of("/proc", Long.toString(process.pid()), "smaps_rollup");
    if (!Files.exists(status)) {
      return 0;
    }
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0; // it ended while we looked
    }
  }
}
