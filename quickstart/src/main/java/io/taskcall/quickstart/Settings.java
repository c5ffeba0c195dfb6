package io.taskcall.quickstart;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set about a quickstart, from the environment.
 *
 * @param root the repository
 * @param data where everything that outlives a run is kept
 * @param port the front door's
 * @param restartLongest how long at most what keeps ending waits to be started again
 * @param bundleWindow how long pages for the same person are gathered, if not for the usual time
 */
record Settings(
    Path root,
    Path data,
    String host,
    int port,
    int sandboxPort,
    int kafkaPort,
    Duration restartLongest,
    Optional<String> bundleWindow) {
  static final String PORT = "TASKCALL_PORT";
  static final String SANDBOX_PORT = "TASKCALL_SANDBOX_PORT";
  static final String KAFKA_PORT = "TASKCALL_KAFKA_PORT";
  static final String RESTART_LONGEST = "TASKCALL_RESTART_LONGEST";
  static final String BUNDLE_WINDOW = "ONCALL_BUNDLE_WINDOW";

  static Settings of(Map<String, String> environment) {
    var root = Path.of(environment.getOrDefault("TASKCALL_ROOT", ".")).toAbsolutePath().normalize();
    var data = environment.getOrDefault("TASKCALL_DATA", root.resolve(".taskcall").toString());
    return new Settings(
        root,
        Path.of(data).toAbsolutePath().normalize(),
        environment.getOrDefault("TASKCALL_HOST", "127.0.0.1"),
        port(environment, PORT, 8080),
        port(environment, SANDBOX_PORT, 8090),
        port(environment, KAFKA_PORT, 9092),
        restartLongest(environment.getOrDefault(RESTART_LONGEST, "PT30S")),
        Optional.ofNullable(environment.get(BUNDLE_WINDOW)));
  }

  /** The same with the ports of what runs in {@code data}, whatever the environment says now. */
  Settings ofWhatRuns() {
    var run = EnvFile.read(runEnv());
    return new Settings(
        root,
        data,
        host,
        portOf(run.get(RunEnv.URL), port),
        portOf(run.get(RunEnv.SANDBOX_URL), sandboxPort),
        portOf(run.get(RunEnv.KAFKA), kafkaPort),
        restartLongest,
        bundleWindow);
  }

  private static int portOf(@Nullable String address, int otherwise) {
    return address == null
        ? otherwise
        : Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  String url() {
    return "http://localhost:" + port;
  }

  String sandboxUrl() {
    return "http://localhost:" + sandboxPort;
  }

  String kafka() {
    return "localhost:" + kafkaPort;
  }

  Path logs() {
    return data.resolve("logs");
  }

  /** Where each service listens, past the front door. */
  Path services() {
    return data.resolve("services.env");
  }

  Path runEnv() {
    return data.resolve("run.env");
  }

  private static Duration restartLongest(String value) {
    try {
      var longest = Duration.parse(value);
      if (longest.isPositive()) {
        return longest;
      }
    } catch (DateTimeParseException e) {
      throw new StartFailed(RESTART_LONGEST + " must be like PT30S, was \"" + value + "\"", e);
    }
    throw new StartFailed(RESTART_LONGEST + " must be positive, was " + value);
  }

  private static int port(Map<String, String> environment, String name, int usual) {
    var value = environment.get(name);
    if (value == null || value.isBlank()) {
      return usual;
    }
    try {
      int port = Integer.parseInt(value.strip());
      if (port >= 1 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw new StartFailed(name + " must be a port number, was \"" + value + "\"", e);
    }
    throw new StartFailed(name + " must be between 1 and 65535, was " + value);
  }
}
