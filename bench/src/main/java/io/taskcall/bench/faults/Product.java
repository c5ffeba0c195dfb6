package io.taskcall.bench.faults;

import io.taskcall.embedded.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A whole TaskCall of its own: other ports, other data, the same processes as for everybody. */
public final class Product implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofMinutes(5);
  private static final Duration STOP_MAX = Duration.ofSeconds(60);

  private final Path data;
  private final Process up;
  private final Map<String, String> settings;

  private Product(Path data, Process up, Map<String, String> settings) {
    this.data = data;
    this.up = up;
    this.settings = settings;
  }

  /**
   * Starts it and waits until it is up.
   *
   * @param data an empty folder
   */
  public static Product start(Path root, Path data) throws IOException, InterruptedException {
    Files.createDirectories(data);
    var builder = new ProcessBuilder(root.resolve("taskcall").toString(), "up");
    builder.environment().put("TASKCALL_DATA", data.toString());
    // What is killed again and again is to be there again soon.
    builder.environment().put("TASKCALL_RESTART_LONGEST", "PT2S");
    for (var port :
        new String[] {"TASKCALL_PORT", "TASKCALL_SANDBOX_PORT", "TASKCALL_KAFKA_PORT"}) {
      builder.environment().put(port, Integer.toString(Ports.free()));
    }
    // Beside the folder, for up takes only one that is empty or its own.
    var log = data.resolveSibling(data.getFileName() + "-up.log");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    var up = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(up::destroy, "stop TaskCall"));
    var runEnv = data.resolve("run.env");
    boolean started =
        Wait.until(START_MAX, () -> Files.exists(runEnv) || !up.isAlive()) && up.isAlive();
    if (!started) {
      up.destroy();
      throw new IllegalStateException("TaskCall did not start; see " + log);
    }
    return new Product(data, up, read(runEnv));
  }

  private static Map<String, String> read(Path runEnv) throws IOException {
    var values = new HashMap<String, String>();
    for (var line : Files.readAllLines(runEnv)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(
            line.substring(0, equals), line.substring(equals + 1).replaceAll("^['\"]|['\"]$", ""));
      }
    }
    return values;
  }

  /** One of the settings of {@code run.env}. */
  String setting(String name) {
    var value = settings.get(name);
    if (value == null) {
      throw new IllegalStateException(name + " is missing in run.env");
    }
    return value;
  }

  /** Kills a part as {@code kill -9} does and waits until another process has taken its place. */
  Duration kill(String part) throws InterruptedException {
    var victim = process(part).orElseThrow(() -> new IllegalStateException(part + " does not run"));
    long begun = System.nanoTime();
    victim.children().forEach(ProcessHandle::destroyForcibly);
    victim.destroyForcibly();
    boolean back =
        Wait.until(
            Duration.ofMinutes(2),
            () -> process(part).filter(next -> next.pid() != victim.pid()).isPresent());
    if (!back) {
      throw new IllegalStateException(part + " was killed and nobody started it again");
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Stops a part and all its children where they are, and lets them go on after a while. */
  Duration stall(String part, Duration time) throws IOException, InterruptedException {
    var victim = process(part).orElseThrow(() -> new IllegalStateException(part + " does not run"));
    var all = Stream.concat(Stream.of(victim), victim.descendants()).toList();
    long begun = System.nanoTime();
    signal("STOP", all);
    try {
      Wait.pause(time);
    } finally {
      signal("CONT", all);
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private static void signal(String name, List<ProcessHandle> processes)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("kill", "-" + name));
    processes.forEach(process -> command.add(Long.toString(process.pid())));
    int status = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (status != 0 && name.equals("STOP")) {
      throw new IOException("cannot stop " + command);
    }
  }

  private Optional<ProcessHandle> process(String part) {
    return switch (part) {
      case "postgres" -> postmaster();
      case "kafka" -> child("io.taskcall.embedded.BrokerProcess");
      default -> child("/" + part + "-service/target/quarkus-app/");
    };
  }

  private Optional<ProcessHandle> child(String mark) {
    try (Stream<ProcessHandle> all = up.descendants()) {
      return all.filter(process -> commandLine(process).contains(mark)).findFirst();
    }
  }

  private Optional<ProcessHandle> postmaster() {
    try (Stream<String> lines = Files.lines(data.resolve("postgres/postmaster.pid"))) {
      return lines
          .findFirst()
          .map(line -> Long.parseLong(line.strip()))
          .flatMap(ProcessHandle::of)
          .filter(ProcessHandle::isAlive);
    } catch (IOException e) {
      return Optional.empty(); // it is just not running
    }
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return ""; // it has just ended
    }
  }

  @Override
  public void close() {
    up.destroy();
    try {
      if (!up.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
        up.descendants().forEach(ProcessHandle::destroyForcibly);
        up.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      up.destroyForcibly();
    }
  }

  /** Where its logs are. */
  public Path data() {
    return data;
  }

  @Override
  public String toString() {
    return "TaskCall in " + data;
  }
}
