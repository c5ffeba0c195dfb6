package io.taskcall.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One running PostgreSQL server: its main process and the watch that ends it with its starter. */
record Postmaster(Process server, Process watch) {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

  /** Ends the server once its own standard input does, which is when the starter is gone. */
  private static final String WATCH = "cat >/dev/null; kill -INT \"$0\"";

  /** Starts a server on a data folder and waits until it takes connections. */
  static Postmaster start(Path directory, int port, Map<String, String> settings) {
    try {
      if (!Files.exists(directory.resolve("PG_VERSION"))) {
        initialize(directory);
      }
      endPrevious(directory);
      var arguments = new ArrayList<>(List.of("-D", directory.toString(), "-p", "" + port, "-F"));
      settings.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
      var server =
          launch(
              PostgresBinaries.unpacked().command("postgres", arguments),
              directory.resolve("server.log"));
      var watch =
          new ProcessBuilder(OwnSession.command("sh", "-c", WATCH, Long.toString(server.pid())))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      var postmaster = new Postmaster(server, watch);
      try {
        postmaster.awaitReady(directory);
      } catch (RuntimeException e) {
        postmaster.kill();
        throw e;
      }
      return postmaster;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start PostgreSQL in " + directory, e);
    }
  }

  /** Ends the server the way a power cut does. */
  void kill() {
    watch.destroyForcibly();
    var workers = server.descendants().toList();
    server.destroyForcibly();
    workers.forEach(ProcessHandle::destroyForcibly);
    var gone = workers.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(gone).completeOnTimeout(null, 5, TimeUnit.SECONDS).join();
    server.onExit().join();
  }

  /** Ends connections and the server in good order. */
  void stop(Path directory) {
    if (server.isAlive()) {
      run(
          PostgresBinaries.unpacked().command("pg_ctl", stopArguments(directory)),
          directory.resolve("server.log"));
    }
    watch.destroyForcibly();
    server.onExit().join();
  }

  private void awaitReady(Path directory) throws IOException {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    try {
      while (!ready(directory)) {
        if (server.waitFor(20, TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException(
              "PostgreSQL ended; its log is " + directory.resolve("server.log"));
        }
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "PostgreSQL was not ready within " + START_TIMEOUT.toSeconds() + " s");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while PostgreSQL was starting", e);
    }
  }

  /** The server writes its pid into the first line of its pid file, and its state into the last. */
  private boolean ready(Path directory) throws IOException {
    var lines = pidFile(directory);
    return lines.size() > 7
        && lines.getFirst().strip().equals(Long.toString(server.pid()))
        && lines.get(7).strip().equals("ready");
  }

  private static List<String> pidFile(Path directory) throws IOException {
    try {
      return Files.readAllLines(directory.resolve("postmaster.pid"));
    } catch (NoSuchFileException notRunning) {
      return List.of();
    }
  }

  /** A start that broke off must not leave half a data folder behind: it appears whole. */
  private static void initialize(Path directory) throws IOException {
    var fresh = directory.resolveSibling(directory.getFileName() + ".initdb");
    Trees.delete(fresh);
    Files.createDirectories(fresh.toAbsolutePath().getParent());
    var log = directory.resolveSibling(directory.getFileName() + ".initdb.log");
    int status =
        run(
            PostgresBinaries.unpacked()
                .command(
                    "initdb",
                    List.of(
                        "-D",
                        fresh.toString(),
                        "-A",
                        "trust",
                        "-U",
                        LocalPostgres.USER,
                        "-E",
                        "UTF-8",
                        "--no-sync",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8")),
            log);
    if (status != 0) {
      throw new IllegalStateException("initdb failed: " + status + "; its log is " + log);
    }
    Files.delete(log);
    Files.deleteIfExists(directory);
    Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * A server that outlived its starter is stopped. A pid file whose number now belongs to another
   * program is only in the way.
   */
  private static void endPrevious(Path directory) throws IOException {
    var previous =
        pidFile(directory).stream()
            .findFirst()
            .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
            .filter(ProcessHandle::isAlive);
    if (previous.isEmpty()) {
      return;
    }
    if (isPostgres(previous.get())) {
      run(
          PostgresBinaries.unpacked().command("pg_ctl", stopArguments(directory)),
          directory.resolve("server.log"));
    } else {
      Files.delete(directory.resolve("postmaster.pid"));
    }
  }

  private static boolean isPostgres(ProcessHandle process) {
    Optional<String> program = process.info().command();
    return program.isPresent() && Path.of(program.get()).endsWith("postgres");
  }

  private static List<String> stopArguments(Path directory) {
    return List.of(
        "stop",
        "-D",
        directory.toString(),
        "-m",
        "fast",
        "-w",
        "-t",
        "" + STOP_TIMEOUT.toSeconds());
  }

  private static Process launch(List<String> command, Path log) throws IOException {
    return new ProcessBuilder(OwnSession.command(command))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private static int run(List<String> command, Path log) {
    try {
      return launch(command, log).waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in " + command, e);
    }
  }
}
