package io.taskcall.embedded;

import io.taskcall.codec.TopicSetup;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Kafka broker in KRaft mode in its own process, with TaskCall's topics. */
public final class LocalKafka implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  // The broker runs in its folder and knows nothing of where that is: the names of folders may have
  // characters that mean something in its files.
  private static final String CONFIG = "server.properties";
  private static final String LOGGING = "log4j2.yaml";

  private final Path directory;
  private final int port;
  private final int controllerPort;
  private Process process;

  private LocalKafka(Path directory, int port, int controllerPort, Process process) {
    this.directory = directory;
    this.port = port;
    this.controllerPort = controllerPort;
    this.process = process;
  }

  /**
   * Starts a broker and waits until its topics are there.
   *
   * @param directory where it keeps its data and its log; survives a restart
   * @param port to listen on at 127.0.0.1; 0 for a free one
   */
  public static LocalKafka start(Path directory, int port) {
    int listen = port == 0 ? Ports.free() : port;
    int controller = Ports.free();
    var kafka =
        new LocalKafka(directory, listen, controller, launch(directory, listen, controller));
    try {
      kafka.awaitReady();
    } catch (RuntimeException e) {
      kafka.kill();
      throw e;
    }
    return kafka;
  }

  /** What clients connect to, {@code host:port}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** The broker's process id. */
  public long pid() {
    return process.pid();
  }

  /** Ends the broker the way a power cut does. */
  public void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  /** Starts it again on the same data and port. */
  public void restart() {
    process = launch(directory, port, controllerPort);
    awaitReady();
  }

  @Override
  public void close() {
    process.destroy();
    if (!awaitExit()) {
      kill();
    }
  }

  private boolean awaitExit() {
    try {
      return process.waitFor(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      return false;
    }
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    try {
      while (!Ports.answers(port)) {
        if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException(
              "the broker ended; its log is " + directory.resolve("broker.log"));
        }
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "the broker did not answer within " + START_TIMEOUT.toSeconds() + " s");
        }
      }
      TopicSetup.createMissing(bootstrapServers(), (short) 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the broker was starting", e);
    }
  }

  private static Process launch(Path directory, int port, int controllerPort) {
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve(CONFIG), serverProperties(port, controllerPort));
      try (var in = resource("broker-log4j2.yaml")) {
        Files.write(directory.resolve(LOGGING), in.readAllBytes());
      }
      var classPath = classPath();
      var command =
          OwnSession.command(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xms96m",
              "-Xmx256m",
              "-Xss256k",
              "-XX:+UseSerialGC",
              "-XX:+UseCompactObjectHeaders",
              "-Xshare:auto",
              "-Xlog:disable",
              "-XX:+AutoCreateSharedArchive",
              "-XX:SharedArchiveFile=" + new ClassArchive(archives()).of(classPath),
              "--sun-misc-unsafe-memory-access=allow",
              "--enable-native-access=ALL-UNNAMED",
              "-Dlog4j2.configurationFile=" + LOGGING,
              "-cp",
              String.join(File.pathSeparator, classPath),
              BrokerProcess.class.getName(),
              CONFIG);
      return new ProcessBuilder(command)
          .directory(directory.toFile())
          .redirectErrorStream(true)
          .redirectOutput(
              ProcessBuilder.Redirect.appendTo(directory.resolve("broker.log").toFile()))
          .start();
    } catch (IOException e) {
      throw new IllegalStateException("cannot start the broker in " + directory, e);
    }
  }

  private static String serverProperties(int port, int controllerPort) {
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.bootstrap.servers=127.0.0.1:%2$d
    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
    controller.listener.names=CONTROLLER
    listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
    log.dirs=data
    auto.create.topics.enable=false
    num.network.threads=2
    num.io.threads=4
    log.cleaner.dedupe.buffer.size=8388608
    offsets.topic.replication.factor=1
    offsets.topic.num.partitions=4
    transaction.state.log.replication.factor=1
    transaction.state.log.num.partitions=4
    transaction.state.log.min.isr=1
    share.coordinator.state.topic.replication.factor=1
    share.coordinator.state.topic.min.isr=1
    group.initial.rebalance.delay.ms=0
    broker.heartbeat.interval.ms=300
    broker.session.timeout.ms=2500
    """
        .formatted(port, controllerPort);
  }

  private static String ownClasses() {
    try {
      return Path.of(LocalKafka.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("these classes come from no place in the file system", e);
    }
  }

  private static List<String> classPath() throws IOException {
    var jars = new ArrayList<String>();
    jars.add(ownClasses());
    jars.addAll(List.of(brokerClassPath().split(File.pathSeparator)));
    if (ownClasses().contains(File.pathSeparator)) {
      throw new IllegalStateException(
          "Java cannot load classes from a folder with \"%s\" in its name: %s"
              .formatted(File.pathSeparator, ownClasses()));
    }
    return jars;
  }

  /** Beside our own jar, which is in the folder of what is built. */
  private static Path archives() {
    return Path.of(ownClasses()).resolveSibling("jvm");
  }

  private static String brokerClassPath() throws IOException {
    try (var in = resource("broker.classpath")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  private static InputStream resource(String name) {
    var in = LocalKafka.class.getResourceAsStream("/" + name);
    if (in == null) {
      throw new IllegalStateException(name + " is missing; was this module built by Maven?");
    }
    return in;
  }
}
