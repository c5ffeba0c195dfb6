package io.taskcall.contracts;

import java.time.Duration;
import java.util.Optional;

/** The Kafka topics: each one's name, how it is split and how long it remembers. */
public enum Topic {
  /** {@link AlertEvent}s by alert fingerprint. */
  ALERTS("taskcall.alerts.v1", 12, Optional.of(Duration.ofDays(7))),
  /** {@link AlertChange}s by alert fingerprint. */
  ALERT_CHANGES("taskcall.alert-changes.v1", 12, Optional.of(Duration.ofDays(30))),
  /** {@link IncidentEvent}s by incident id. */
  INCIDENTS("taskcall.incidents.v1", 12, Optional.of(Duration.ofDays(30))),
  /** {@link PageEvent}s by incident id. */
  PAGES("taskcall.pages.v1", 12, Optional.of(Duration.ofDays(30))),
  /** {@link DatadogChange}s by incident id. */
  DATADOG_CHANGES("taskcall.datadog-changes.v1", 12, Optional.of(Duration.ofDays(30))),
  /** {@link ServiceEvent}s by service id; compacted. */
  SERVICES("taskcall.services.v1", 1, Optional.empty()),
  /** {@link MemberEvent}s by user id; compacted. */
  MEMBERS("taskcall.members.v1", 1, Optional.empty()),
  /** {@link IntegrationEvent}s by integration id; compacted. */
  INTEGRATIONS("taskcall.integrations.v1", 1, Optional.empty()),
  /** {@link DeadLetter}s by integration id, or by the original record's key. */
  DEAD_LETTERS("taskcall.dead-letters.v1", 3, Optional.of(Duration.ofDays(90)));

  private final String wireName;
  private final int partitions;
  private final Optional<Duration> retention;

  Topic(String wireName, int partitions, Optional<Duration> retention) {
    this.wireName = wireName;
    this.partitions = partitions;
    this.retention = retention;
  }

  /** The topic's name in Kafka, {@code taskcall.<noun>.v<major>}. */
  public String wireName() {
    return wireName;
  }

  /** How many partitions it is created with: the most readers that can share the work. */
  public int partitions() {
    return partitions;
  }

  /** How long records are kept; empty for a compacted topic, which keeps the last one per key. */
  public Optional<Duration> retention() {
    return retention;
  }
}
