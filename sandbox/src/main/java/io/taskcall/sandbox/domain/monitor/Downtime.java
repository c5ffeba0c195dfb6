package io.taskcall.sandbox.domain.monitor;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a monitor's group notifies nobody.
 *
 * @param scope in the syntax of Datadog's searches
 * @param end never, if absent
 * @param canceled when somebody ended it early
 */
public record Downtime(
    UUID id,
    long monitorId,
    String scope,
    @Nullable String message,
    Instant start,
    @Nullable Instant end,
    Instant created,
    Instant modified,
    @Nullable Instant canceled) {
  /** How it stands, in Datadog's words. */
  public String status(Instant now) {
    if (canceled != null) {
      return "canceled";
    }
    if (now.isBefore(start)) {
      return "scheduled";
    }
    return end == null || now.isBefore(end) ? "active" : "ended";
  }

  /** The same with another end. */
  public Downtime until(@Nullable Instant other, Instant now) {
    return new Downtime(id, monitorId, scope, message, start, other, created, now, canceled);
  }

  /** The same, over. */
  public Downtime canceledAt(Instant now) {
    return new Downtime(id, monitorId, scope, message, start, end, created, now, now);
  }
}
