package io.taskcall.sync.domain;

import io.taskcall.contracts.Actor;
import io.taskcall.contracts.Fingerprint;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.contracts.IncidentSnapshot.Status;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Incidents, links and calls that tests begin with. */
final class Given {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final UUID INCIDENT = Ids.derive("test", "incident");
  static final UUID ORGANIZATION = Ids.derive("test", "organization");
  static final UUID INTEGRATION = Ids.derive("test", "integration");
  static final String UUID_THERE = "a6250371-3453-5a56-b302-93500bfb7e41";
  static final Actor PERSON = new Actor.Person(Ids.derive("test", "person"), "Ana Silva");
  static final Actor IN_DATADOG = new Actor.Datadog(INTEGRATION, "frog@datadoghq.com");

  static final Mirror MIRROR = Choices.USUAL.mirror();

  private Given() {}

  private static IncidentEvent says(Status status) {
    return new IncidentEvent.NoteAdded(
        Ids.derive("test", "says", status), NOON.plusSeconds(60), PERSON, incident(status), "");
  }

  static Origin fromDatadog() {
    return new Origin.DatadogIncident(UUID_THERE, "338027", "SEV-3", null, null);
  }

  static Origin fromAlertmanager() {
    return new Origin.Alertmanager("HighLoad", null, null);
  }

  static IncidentSnapshot incident(Status status, Priority priority, Origin origin) {
    return incident(status, priority, origin, "Checkout errors");
  }

  static IncidentSnapshot incident(Status status, Priority priority, Origin origin, String title) {
    return new IncidentSnapshot(
        INCIDENT,
        1,
        ORGANIZATION,
        new IncidentSnapshot.ServiceRef(Ids.derive("test", "service"), "Checkout"),
        title,
        status,
        IncidentSnapshot.Urgency.HIGH,
        priority,
        NOON,
        null,
        null,
        null,
        1,
        1,
        List.of(),
        new IncidentSnapshot.Source(
            INTEGRATION, Fingerprint.of(ORGANIZATION, INTEGRATION, "incident", UUID_THERE), origin),
        false);
  }

  static IncidentSnapshot incident(Status status) {
    return incident(status, Priority.P3, fromDatadog());
  }

  static IncidentEvent triggered() {
    return new IncidentEvent.Triggered(
        Ids.derive("test", "triggered"), NOON, PERSON, incident(Status.OPEN));
  }

  static IncidentEvent resolved(Actor by) {
    return new IncidentEvent.Resolved(
        Ids.derive("test", "resolved", by), NOON.plusSeconds(60), by, incident(Status.RESOLVED));
  }

  static IncidentEvent priorityChanged(Actor by, Priority to) {
    return new IncidentEvent.PriorityChanged(
        Ids.derive("test", "priority", by, to),
        NOON.plusSeconds(30),
        by,
        incident(Status.OPEN, to, fromDatadog()),
        Priority.P3);
  }

  static Link link(Status status) {
    return Link.of(incident(Status.OPEN), Words.USUAL)
        .map(link -> MIRROR.follow(Optional.of(link), says(status)).orElseThrow().link())
        .orElseThrow();
  }

  static DatadogIncident shown(String state, String severity, int secondsAfterNoon) {
    return shown(state, severity, "Checkout errors", secondsAfterNoon);
  }

  static DatadogIncident shown(String state, String severity, String title, int secondsAfterNoon) {
    return new DatadogIncident(
        UUID_THERE,
        "338027",
        title,
        state,
        severity,
        NOON,
        NOON.plusSeconds(secondsAfterNoon),
        "frog@datadoghq.com");
  }

  static Call call(Link link, Wish wish) {
    return call(link, wish, 1);
  }

  static Call call(Link link, Wish wish, int attempt) {
    return new Call(
        Ids.derive("test", "call"), link, wish, NOON.plusSeconds(60), NOON, attempt, "");
  }
}
