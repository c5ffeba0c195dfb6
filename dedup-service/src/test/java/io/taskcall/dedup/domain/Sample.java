package io.taskcall.dedup.domain;

import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.AlertRef;
import io.taskcall.contracts.Fingerprint;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import io.taskcall.dedup.domain.timeline.Flap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Events of one alert, for tests. Equal arguments give the same event. */
public final class Sample {
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  public static final UUID ORGANIZATION = Ids.derive("organization", "demo");
  public static final UUID INTEGRATION = Ids.derive("integration", ORGANIZATION, "Datadog");
  public static final Rules RULES =
      new Rules(
          Duration.ofSeconds(30),
          new Flap(4, Duration.ofMinutes(15)),
          Duration.ofDays(7),
          Duration.ofDays(7),
          16);

  /** Datadog's name of the cycle that is the n-th of an alert. */
  public static String cycle(int n) {
    return Long.toString(7_900_000_000_000_000_000L + n);
  }

  private Sample() {}

  public static AlertRef ref(String name) {
    return new AlertRef(
        Fingerprint.of(ORGANIZATION, INTEGRATION, name),
        ORGANIZATION,
        INTEGRATION,
        Ids.derive("service", ORGANIZATION, "checkout"));
  }

  public static Instant second(long seconds) {
    return NOON.plusSeconds(seconds);
  }

  public static AlertEvent.Fired fired(long second, String cycle) {
    return fired("cpu", second, cycle, Level.ALERT, null);
  }

  public static AlertEvent.Fired fired(long second, String cycle, Level level, Priority priority) {
    return fired("cpu", second, cycle, level, priority);
  }

  public static AlertEvent.Fired fired(
      String alert, long second, String cycle, Level level, Priority priority) {
    return new AlertEvent.Fired(
        Ids.derive("event", alert, "fired", second, String.valueOf(cycle), level),
        ref(alert),
        second(second),
        second(second),
        cycle,
        "Triggered",
        level,
        details(priority));
  }

  public static AlertEvent.Recovered recovered(long second, String cycle) {
    return recovered("cpu", second, cycle);
  }

  public static AlertEvent.Recovered recovered(String alert, long second, String cycle) {
    return new AlertEvent.Recovered(
        Ids.derive("event", alert, "recovered", second, String.valueOf(cycle)),
        ref(alert),
        second(second),
        second(second),
        cycle,
        "Recovered",
        null,
        details(null));
  }

  public static AlertEvent.Acknowledged acknowledged(long second, String cycle) {
    return new AlertEvent.Acknowledged(
        Ids.derive("event", "cpu", "acknowledged", second, String.valueOf(cycle)),
        ref("cpu"),
        second(second),
        second(second),
        cycle,
        "ana@demo.example",
        details(null));
  }

  public static AlertDetails details(Priority priority) {
    return new AlertDetails(
        new Origin.DatadogMonitor("1234", List.of("host:web-1"), "system.cpu", null),
        "CPU is high",
        "it is",
        priority,
        List.of("host:web-1"),
        "web-1",
        null,
        null,
        false);
  }

  /** The same event, received at another time. */
  public static AlertEvent receivedAt(Instant time, AlertEvent event) {
    return switch (event) {
      case AlertEvent.Fired e ->
          new AlertEvent.Fired(
              e.id(), e.alert(), e.at(), time, e.cycle(), e.transition(), e.level(), e.details());
      case AlertEvent.Recovered e ->
          new AlertEvent.Recovered(
              e.id(), e.alert(), e.at(), time, e.cycle(), e.transition(), e.by(), e.details());
      case AlertEvent.Acknowledged e ->
          new AlertEvent.Acknowledged(
              e.id(), e.alert(), e.at(), time, e.cycle(), e.by(), e.details());
    };
  }
}
