package io.taskcall.quickstart;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A TaskCall that runs on this machine: the one that ran already, or one started for a while. */
public final class Installation implements AutoCloseable {
  private final Settings settings;
  private final @Nullable Quickstart started;
  private final Map<String, String> run;
  private final Map<String, String> services;

  private Installation(Settings settings, @Nullable Quickstart started) {
    this.settings = settings;
    this.started = started;
    this.run = EnvFile.read(settings.runEnv());
    this.services = EnvFile.read(settings.services());
  }

  /** Takes what runs, or starts everything until this is closed. */
  public static Installation findOrStart(Map<String, String> environment, Consumer<String> say) {
    var settings = Settings.of(environment);
    if (Running.isRunning(settings.data())) {
      return new Installation(settings, null);
    }
    say.accept("Nothing runs yet: starting TaskCall");
    return new Installation(settings, Quickstart.start(settings, say));
  }

  /** Whether it ends when this is closed. */
  public boolean isTemporary() {
    return started != null;
  }

  /** The front door. */
  public String url() {
    return value(RunEnv.URL);
  }

  /** An API key of the demo organization's owner. */
  public String token() {
    return value(RunEnv.TOKEN);
  }

  /** Where the demo's Datadog sends its webhooks. */
  public String integrationUrl() {
    return value(RunEnv.INTEGRATION_URL);
  }

  /** The same for the service whose first level has four seconds to answer. */
  public String paymentsUrl() {
    return value(RunEnv.PAYMENTS_URL);
  }

  /** The sandbox's own page and API. */
  public String sandboxUrl() {
    return value(RunEnv.SANDBOX_URL);
  }

  /** Kafka's address. */
  public String kafka() {
    return value(RunEnv.KAFKA);
  }

  /** A service's own address, past the front door. */
  public String serviceUrl(String name) {
    var url = services.get(name);
    if (url == null) {
      throw new IllegalArgumentException("there is no service called " + name);
    }
    return url;
  }

  /** Resident memory of all processes together, what they share counted once, in KiB. */
  public long residentKib() {
    return Running.noted(settings.data()).stream().mapToLong(Memory::residentKib).sum();
  }

  /** What each part has used of the processors since its start, by the part's name. */
  public Map<String, Duration> processorTimes() {
    var times = new HashMap<String, Duration>();
    for (var part : Running.noted(settings.data())) {
      if (!part.isSupervisor()) {
        part.alive().ifPresent(process -> times.merge(part.name(), time(process), Duration::plus));
      }
    }
    return times;
  }

  /** Of the process and, where a part is a family of processes, of all its members. */
  private static Duration time(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private String value(String name) {
    var value = run.get(name);
    if (value == null) {
      throw new StartFailed("TaskCall is still starting; try again in a moment");
    }
    return value;
  }

  @Override
  public void close() {
    if (started != null) {
      started.close();
    }
  }
}
