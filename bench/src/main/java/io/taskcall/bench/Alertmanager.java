package io.taskcall.bench;

import io.taskcall.embedded.Ports;
import io.taskcall.embedded.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Prometheus Alertmanager, for comparison: it takes alerts into memory and answers. */
final class Alertmanager implements AutoCloseable {

  private final Process process;
  private final int port;
  private final Path folder;

  private Alertmanager(Process process, int port, Path folder) {
    this.process = process;
    this.port = port;
    this.folder = folder;
  }

  static Alertmanager start(Path command) throws IOException {
    var folder = Files.createTempDirectory("alertmanager");
    var config = folder.resolve("alertmanager.yml");
    Files.writeString(config, "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n");
    int port = Ports.free();
    var process =
        new ProcessBuilder(
                List.of(
                    command.toString(),
                    "--config.file=" + config,
                    "--storage.path=" + folder.resolve("data"),
                    "--cluster.listen-address=",
                    "--web.listen-address=127.0.0.1:" + port))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    var running = new Alertmanager(process, port, folder);
    Waiting.until("Alertmanager listens", Duration.ofSeconds(20), running::listens);
    return running;
  }

  String alertsUrl() {
    return "http://127.0.0.1:" + port + "/api/v2/alerts";
  }

  /** One alert of that many bytes, which fires since {@code since}. */
  static String alert(int bytes, Instant since) {
    int bare = alert("", since).length();
    return alert("x".repeat(Math.max(0, bytes - bare)), since);
  }

  private static String alert(String description, Instant since) {
    return """
    [{"labels":{"alertname":"CheckoutErrors","host":"web-1","severity":"critical","env":"prod"},\
    "annotations":{"description":"%s"},"startsAt":"%s","generatorURL":"http://prometheus.example/graph"}]\
    """
        .formatted(description, since);
  }

  private boolean listens() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
    try {
      Trees.delete(folder);
    } catch (UncheckedIOException e) {
      System.err.println("left behind: " + folder + ": " + e.getMessage());
    }
  }
}
