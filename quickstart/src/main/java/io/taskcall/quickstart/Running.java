package io.taskcall.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The claim on a data folder that keeps a second quickstart off it, with a note of which processes
 * belong to it, so that what a killed one may have left behind is ended first.
 */
final class Running {
  static final String SUPERVISOR = "taskcall";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Two processes read the same start a little differently once the clock has been set. */
  private static final long START_MILLIS_APART_MAX = 5_000;

  /** A process that was noted; its start tells it from another one that got its id later. */
  record Noted(String name, long pid, long startedMillis) {
    static Noted of(String name, ProcessHandle process) {
      return new Noted(name, process.pid(), started(process));
    }

    boolean isSupervisor() {
      return name.equals(SUPERVISOR);
    }

    Optional<ProcessHandle> alive() {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(process -> Math.abs(started(process) - startedMillis) <= START_MILLIS_APART_MAX);
    }

    private static long started(ProcessHandle process) {
      return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
  }

  private final Path data;
  private final FileLock lock;
  private final Notes notes;
  private final AtomicBoolean ended = new AtomicBoolean();

  private Running(Path data, FileLock lock) {
    this.data = data;
    this.lock = lock;
    this.notes = new Notes(data.resolve("processes"));
  }

  static Running begin(Path data) {
    try {
      Files.createDirectories(data);
      var channel =
          FileChannel.open(
              data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      var lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw new StartFailed(
            "TaskCall already runs from "
                + data
                + "; ./taskcall status says where, ./taskcall down stops it");
      }
      Processes.end(noted(data).stream().flatMap(left -> left.alive().stream()).toList(), PATIENCE);
      Files.deleteIfExists(data.resolve("processes"));
      Files.deleteIfExists(data.resolve("run.env"));
      var running = new Running(data, lock);
      running.notes.put(Noted.of(SUPERVISOR, ProcessHandle.current()));
      return running;
    } catch (IOException e) {
      throw new StartFailed("cannot use " + data + " for its data: " + e, e);
    }
  }

  /** The processes noted in a data folder; some may have ended since. */
  static List<Noted> noted(Path data) {
    var file = data.resolve("processes");
    if (!Files.exists(file)) {
      return List.of();
    }
    try (var lines = Files.lines(file)) {
      return lines
          .map(line -> line.split(" "))
          .filter(words -> words.length == 3)
          .map(words -> new Noted(words[0], Long.parseLong(words[1]), Long.parseLong(words[2])))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Whether a quickstart holds that folder now. */
  static boolean isRunning(Path data) {
    return noted(data).stream()
        .anyMatch(noted -> noted.isSupervisor() && noted.alive().isPresent());
  }

  /** Notes the process that stands for a part now, in place of the one before. */
  void remember(Part part) {
    notes.put(Noted.of(part.name(), part.process()));
  }

  /** Runs {@code stop} unless that was done before, then gives the folder free. */
  synchronized void endOnce(Runnable stop) {
    if (ended.getAndSet(true)) {
      return;
    }
    stop.run();
    try {
      Files.deleteIfExists(data.resolve("processes"));
      Files.deleteIfExists(data.resolve("run.env"));
      lock.channel().close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot tidy up " + data, e);
    }
  }
}
