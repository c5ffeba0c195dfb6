package io.taskcall.sync.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An integration as we know it, and how far its Datadog has been asked. */
@Entity
@Table(name = "connections")
class ConnectionRow {
  /** For queries in SQL: a newer version may have added columns, which {@code *} would choke on. */
  static final String COLUMNS =
      """
      c.integration_id, c.state, c.hold_until, c.hold_reason, c.parked_reason, c.organization_id,
      c.service_id, c.name, c.datadog, c.poll_at, c.poll_until, c.poll_by, c.poll_pause, c.listed,
      c.watched_since, c.polled_at, c.poll_note, c.sweep_page, c.sweep_at
      """;

  @Id
  @Column(name = "integration_id")
  UUID integrationId;

  String state;

  @Column(name = "hold_until")
  Instant holdUntil;

  @Column(name = "hold_reason")
  @Nullable String holdReason;

  @Column(name = "parked_reason")
  @Nullable String parkedReason;

  @Column(name = "organization_id")
  @Nullable UUID organizationId;

  @Column(name = "service_id")
  @Nullable UUID serviceId;

  @Nullable String name;

  boolean datadog;

  @Column(name = "poll_at")
  Instant pollAt;

  @Column(name = "poll_until")
  Instant pollUntil;

  /** The process that asks. */
  @Column(name = "poll_by")
  @Nullable UUID pollBy;

  /** In milliseconds. */
  @Column(name = "poll_pause")
  long pollPause;

  int listed;

  @Column(name = "watched_since")
  @Nullable Instant watchedSince;

  @Column(name = "polled_at")
  @Nullable Instant polledAt;

  @Column(name = "poll_note")
  @Nullable String pollNote;

  /** The page of all monitors that is to be gone through next. */
  @Column(name = "sweep_page")
  int sweepPage;

  @Column(name = "sweep_at")
  Instant sweepAt;

  @SuppressWarnings("NullAway.Init") // Hibernate fills it
  protected ConnectionRow() {}
}
