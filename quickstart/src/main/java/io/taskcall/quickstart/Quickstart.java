package io.taskcall.quickstart;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All of TaskCall on this machine: starts it in parallel, keeps it running, stops it. */
final class Quickstart implements AutoCloseable {
  private static final long START_SECONDS_MAX = 300;

  private final Settings settings;
  private final Consumer<String> say;
  private final Running running;
  private final List<Keeper> keepers = new ArrayList<>();

  /** Guarded by {@link #keepers}: from then on nothing is begun. */
  private boolean stopping;

  private @Nullable FrontDoor frontDoor;

  private Quickstart(Settings settings, Consumer<String> say, Running running) {
    this.settings = settings;
    this.say = say;
    this.running = running;
  }

  /** Returns when a first page could be sent. */
  static Quickstart start(Settings settings, Consumer<String> say) {
    var running = Running.begin(settings.data());
    var quickstart = new Quickstart(settings, say, running);
    var stop = new Thread(quickstart::stopAloud, "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      quickstart.startAll();
      return quickstart;
    } catch (RuntimeException e) {
      quickstart.stop();
      throw e;
    }
  }

  private void startAll() {
    for (var port :
        List.of(
            new PublicPort("the front door", settings.port(), Settings.PORT),
            new PublicPort("the sandbox", settings.sandboxPort(), Settings.SANDBOX_PORT),
            new PublicPort("Kafka", settings.kafkaPort(), Settings.KAFKA_PORT))) {
      port.requireFree(settings.host());
    }
    turnLogs();
    OwnLog.to(settings.logs());
    var secrets = Secrets.in(settings.data());
    var ports = new ServicePorts();
    int postgresPort = ports.next();
    var services = new Services(settings, secrets, postgresPort, ports);
    frontDoor =
        FrontDoor.open(
            settings.host(),
            settings.port(),
            Routes.to(services),
            LandingPage.of(settings, services));
    EnvFile.write(settings.services(), services.urls());
    await(startParts(services, postgresPort));
    EnvFile.write(settings.runEnv(), services.runEnv());
  }

  private List<CompletableFuture<?>> startParts(Services services, int postgresPort) {
    var data = settings.data();
    var broker = begin(new Broker(data.resolve("kafka"), settings.kafkaPort()));
    var database = begin(new Database(data.resolve("postgres"), postgresPort, Services.DATABASES));
    var started = new ArrayList<CompletableFuture<?>>(List.of(broker, database));
    var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    for (var service : services.all()) {
      var part = new ServicePart(service, settings.logs(), http);
      started.add(needs(service, broker, database).thenCompose(ready -> begin(part)));
    }
    return started;
  }

  private static CompletableFuture<?> needs(
      Service service, CompletableFuture<?> broker, CompletableFuture<?> database) {
    if (!service.needsKafka()) {
      return CompletableFuture.completedFuture(null);
    }
    return service.needsDatabase() ? CompletableFuture.allOf(broker, database) : broker;
  }

  private CompletableFuture<Duration> begin(Part part) {
    var keeper = new Keeper(part, BackOff.first(settings.restartLongest()), running::remember, say);
    synchronized (keepers) {
      if (stopping) {
        return CompletableFuture.failedFuture(
            new StartFailed("it was stopped before everything had started"));
      }
      keepers.add(keeper);
    }
    return keeper
        .begin()
        .whenComplete((took, failure) -> {
          if (failure == null) {
            say.accept("%-9s ready after %s".formatted(part.name(), Keeper.seconds(took)));
          }
        });
  }

  /** Returns when all are ready; gives up as soon as one has. */
  private void await(List<CompletableFuture<?>> started) {
    var failed = new CompletableFuture<Object>();
    var watched =
        started.stream()
            .map(part ->
                part.whenComplete((ready, failure) -> {
                  if (failure != null) {
                    failed.completeExceptionally(failure);
                  }
                }));
    var all = CompletableFuture.allOf(watched.toArray(CompletableFuture[]::new));
    try {
      CompletableFuture.anyOf(all, failed).orTimeout(START_SECONDS_MAX, SECONDS).join();
    } catch (CompletionException e) {
      throw new StartFailed(reason(e) + "; the logs are in " + settings.logs(), e);
    }
  }

  private static String reason(Throwable failure) {
    return switch (failure) {
      case StartFailed known -> String.valueOf(known.getMessage());
      case TimeoutException _ -> "not everything was ready within " + START_SECONDS_MAX + " s";
      case CompletionException wrapped when wrapped.getCause() != null ->
          reason(wrapped.getCause());
      default -> failure.toString();
    };
  }

  /** Ends everything. */
  void stop() {
    running.endOnce(this::stopAll);
  }

  /** The same for somebody who sees nothing of it otherwise. */
  private void stopAloud() {
    running.endOnce(() -> {
      say.accept("stopping everything, which may take some seconds");
      stopAll();
    });
  }

  /** Services first: they need broker and database to end well. */
  private void stopAll() {
    var door = frontDoor;
    if (door != null) {
      door.close();
    }
    List<Keeper> reversed;
    synchronized (keepers) {
      stopping = true;
      reversed = List.copyOf(keepers.reversed());
    }
    stop(reversed.stream().filter(k -> k.part() instanceof ServicePart).toList());
    stop(reversed.stream().filter(k -> !(k.part() instanceof ServicePart)).toList());
  }

  private static void stop(List<Keeper> keepers) {
    var stops =
        keepers.stream().map(k -> CompletableFuture.runAsync(k::stop, Thread::startVirtualThread));
    CompletableFuture.allOf(stops.toArray(CompletableFuture[]::new)).join();
  }

  @Override
  public void close() {
    stop();
  }

  private void turnLogs() {
    try {
      Files.createDirectories(settings.logs());
      try (var logs = Files.newDirectoryStream(settings.logs(), "*.log")) {
        for (var log : logs) {
          Files.move(
              log,
              log.resolveSibling(log.getFileName() + ".1"),
              StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + settings.logs(), e);
    }
  }
}
