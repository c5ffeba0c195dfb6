package io.taskcall.quickstart;

import io.taskcall.embedded.ClassArchive;
import io.taskcall.embedded.OwnSession;
import io.taskcall.embedded.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A packaged Quarkus application in a JVM of its own. */
final class ServicePart implements Part {
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private final Service service;
  private final HttpClient http;
  private final ServiceLog log;
  private volatile @Nullable Process process;

  ServicePart(Service service, Path logs, HttpClient http) {
    this.service = service;
    this.log = new ServiceLog(logs.resolve(service.name() + ".log"));
    this.http = http;
  }

  @Override
  public String name() {
    return service.name();
  }

  @Override
  public void start() {
    var builder = new ProcessBuilder(OwnSession.command(command()));
    builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_"));
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    builder.environment().putAll(service.environment());
    builder.redirectErrorStream(true);
    log.begin();
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name(), e);
    }
  }

  @Override
  public boolean ready() {
    return Health.isReady(http, service.url());
  }

  @Override
  public Optional<String> lastWords() {
    return log.whyItDidNotStart();
  }

  @Override
  public ProcessHandle process() {
    var running = process;
    if (running == null) {
      throw new IllegalStateException(name() + " was not started");
    }
    return running.toHandle();
  }

  @Override
  public void stop() {
    Processes.end(process(), PATIENCE);
  }

  private List<String> command() {
    var jars = classPath();
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(service.jvm());
    command.addAll(
        List.of(
            "-XX:+AutoCreateSharedArchive",
            "-XX:SharedArchiveFile=" + archive(jars),
            "-Xshare:auto",
            "-Xlog:disable",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-cp",
            String.join(System.getProperty("path.separator"), jars),
            ServiceProcess.class.getName()));
    return command;
  }

  /**
   * The packaged application as a plain class path, which is what the JVM can share classes from.
   */
  private List<String> classPath() {
    var application = service.module().resolve("target/quarkus-app");
    var jars = new ArrayList<String>();
    for (var folder : List.of("quarkus", "app", "lib/boot", "lib/main")) {
      jars.addAll(jarsIn(application.resolve(folder)));
    }
    jars.add(ownClasses());
    return jars;
  }

  private Path archive(List<String> jars) {
    return new ClassArchive(service.module().resolve("target/jvm")).of(jars);
  }

  private List<String> jarsIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(Path::toString)
          .filter(file -> file.endsWith(".jar"))
          // Transformed classes stand before the originals that they replace.
          .sorted((a, b) -> Boolean.compare(b.contains("transformed"), a.contains("transformed")))
          .toList();
    } catch (IOException e) {
      throw new StartFailed(name() + " is not built: there is no " + folder, e);
    }
  }

  private static String ownClasses() {
    try {
      var source = ServiceProcess.class.getProtectionDomain().getCodeSource();
      return Path.of(source.getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("these classes come from no place in the file system", e);
    }
  }
}
