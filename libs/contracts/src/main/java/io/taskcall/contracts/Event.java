package io.taskcall.contracts;

import java.time.Instant;
import java.util.UUID;

/** Anything that is said on a topic. */
public sealed interface Event
    permits AlertEvent,
        AlertChange,
        IncidentEvent,
        PageEvent,
        DatadogChange,
        ServiceEvent,
        MemberEvent,
        IntegrationEvent,
        DeadLetter {
  /** Derived from what caused the event; equal ids mean the same event, delivered again. */
  UUID id();

  /** When it happened, by the clock of whoever it happened to. */
  Instant at();

  /** The topic it is said on. */
  Topic topic();

  /** The Kafka key: events with the same key stay in order. */
  String key();
}
