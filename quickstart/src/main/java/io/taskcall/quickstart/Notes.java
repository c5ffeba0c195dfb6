package io.taskcall.quickstart;

import io.taskcall.quickstart.Running.Noted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The file that says which process stands for which part: the one that runs now. */
final class Notes {
  private final Path file;
  private final Map<String, Noted> processes = new LinkedHashMap<>();

  Notes(Path file) {
    this.file = file;
  }

  /** Written in one step, so that whoever reads it, or kills us, finds all of it. */
  synchronized void put(Noted process) {
    processes.put(process.name(), process);
    try {
      var fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(
          fresh,
          processes.values().stream().map(Notes::line).collect(Collectors.joining("\n", "", "\n")));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static String line(Noted process) {
    return process.name() + " " + process.pid() + " " + process.startedMillis();
  }
}
