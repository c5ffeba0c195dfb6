package io.taskcall.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds out which process listens on a port, where the system lets us know. */
final class PortOwner {
  private static final Path PROC = Path.of("/proc");
  private static final String LISTENING = "0A";

  private PortOwner() {}

  /** The command and id of the process, if it can be seen. */
  static Optional<String> of(int port) {
    try {
      var sockets = listening(port);
      try (var processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
        for (var process : processes) {
          if (holdsAny(process, sockets)) {
            return Optional.of(describe(Long.parseLong(process.getFileName().toString())));
          }
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // not Linux, or not ours to see
    }
  }

  private static Set<String> listening(int port) throws IOException {
    var sockets = new HashSet<String>();
    var suffix = ":%04X".formatted(port);
    for (var table : new String[] {"net/tcp", "net/tcp6"}) {
      if (!Files.exists(PROC.resolve(table))) {
        continue;
      }
      try (Stream<String> lines = Files.lines(PROC.resolve(table))) {
        lines
            .map(line -> line.strip().split("\\s+"))
            .filter(c -> c.length > 9 && c[1].endsWith(suffix) && c[3].equals(LISTENING))
            .forEach(c -> sockets.add("socket:[" + c[9] + "]"));
      }
    }
    return sockets;
  }

  private static boolean holdsAny(Path process, Set<String> sockets) {
    try (var descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (var descriptor : descriptors) {
        if (sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false; // another user's process, or one that has just ended
    }
  }

  private static String describe(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().command())
        .map(command -> Path.of(command).getFileName() + " (process " + pid + ")")
        .orElse("process " + pid);
  }
}
