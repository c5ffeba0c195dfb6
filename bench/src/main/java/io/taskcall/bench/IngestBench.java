package io.taskcall.bench;

import io.taskcall.quickstart.Installation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many webhooks a second are accepted, safely stored, over 64 connections; beside it, in turns,
 * how many posts of the same size Prometheus Alertmanager accepts in memory, if it is installed.
 * Twice: ingest and its broker alone, as where each service has its machine, and with all of
 * TaskCall on this one, which judges what is accepted meanwhile. The load comes from {@code wrk}
 * and shares the machine with them.
 */
public final class IngestBench {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** TaskCall is at rest when all of it uses less than this in a second. */
  private static final Duration REST = Duration.ofMillis(300);

  private final Results results = new Results("ingest");
  private final String webhook = Payload.triggered(1, "Ingest bench", System.currentTimeMillis());

  private IngestBench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (Commands.find("wrk").isEmpty()) {
      System.err.println("bench ingest needs wrk (apt-get install wrk)");
      System.exit(1);
    }
    KafkaLog.quiet();
    var command = Commands.find("prometheus-alertmanager");
    try (var alertmanager = command.isPresent() ? Alertmanager.start(command.get()) : null) {
      if (alertmanager == null) {
        System.out.println("  (prometheus-alertmanager is not installed: no comparison)");
      }
      new IngestBench().measure(alertmanager);
    }
    System.exit(0);
  }

  private void measure(@Nullable Alertmanager alertmanager)
      throws IOException, InterruptedException {
    int bytes = webhook.getBytes(StandardCharsets.UTF_8).length;
    results.add("body", bytes, "bytes");
    var peer =
        alertmanager == null
            ? null
            : new Turns.Door(alertmanager.alertsUrl(), Alertmanager.alert(bytes, Instant.now()));
    if (peer != null) {
      Results.say("warming up Alertmanager");
      Turns.warmUp(peer);
    }
    var turns = new Turns(results, peer);
    try (var lone = LoneIngest.start()) {
      alone(turns, lone);
    }
    try (var taskcall = Installation.findOrStart(System.getenv(), Results::say)) {
      together(turns, taskcall);
    }
    results.write();
  }

  private void alone(Turns turns, LoneIngest lone) throws IOException, InterruptedException {
    var door = new Turns.Door(lone.door(), webhook);
    Results.say("warming up ingest and a broker");
    Turns.warmUp(door);
    var used = new Used(lone);
    double done =
        turns.measure("accepted durably, ingest and its broker alone", door, () -> {}, used);
    results.add("  processor time of both", used.seconds * 1e6 / done, "us each");
  }

  private void together(Turns turns, Installation taskcall)
      throws IOException, InterruptedException {
    var path = taskcall.integrationUrl().substring(taskcall.url().length());
    // Past the front door, as Alertmanager has none.
    var door = new Turns.Door(taskcall.serviceUrl("ingest") + path, webhook);
    Results.say("warming up all of TaskCall");
    Turns.warmUp(door);
    var effort = new Effort(taskcall);
    double done =
        turns.measure("accepted durably, all of TaskCall", door, () -> rest(taskcall), effort);
    effort.report(results, done);
  }

  /** What was accepted is worked off before somebody else has a turn. */
  private static void rest(Installation taskcall) {
    Waiting.until(
        "TaskCall has worked off what it accepted",
        PATIENCE,
        () -> {
          var before = processorTime(taskcall);
          Waiting.untilNanos(System.nanoTime() + Duration.ofSeconds(1).toNanos());
          return processorTime(taskcall).minus(before).compareTo(REST) < 0;
        });
  }

  private static Duration processorTime(Installation taskcall) {
    return taskcall.processorTimes().values().stream().reduce(Duration.ZERO, Duration::plus);
  }

  /** What ingest and its broker used of the processors, added up over the rounds. */
  private static final class Used implements Turns.Stopwatch {
    private final LoneIngest lone;
    private double begun;
    private double seconds;

    private Used(LoneIngest lone) {
      this.lone = lone;
    }

    @Override
    public void begin() {
      begun = lone.processorSeconds();
    }

    @Override
    public void end() {
      seconds += lone.processorSeconds() - begun;
    }
  }
}
