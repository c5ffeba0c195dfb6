package io.taskcall.sandbox.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One webhook on its way, or after it.
 *
 * @param title what the event says, for people who read the log
 */
public record Delivery(
    long id,
    String eventId,
    String title,
    Request request,
    Instant queuedAt,
    Outcome outcome,
    List<Attempt> attempts) {
  /** What is sent. */
  public record Request(
      String webhook, String url, String contentType, String headers, String body) {}

  /** What became of it so far. */
  public enum Outcome {
    QUEUED,
    DELIVERED,
    REFUSED,
    GAVE_UP,
    LOST
  }

  /** The first try is not a retry. */
  static final int RETRIES_MAX = 5;

  public Delivery {
    attempts = List.copyOf(attempts);
  }

  Delivery after(Attempt attempt) {
    var all = new ArrayList<>(attempts);
    all.add(attempt);
    return new Delivery(
        id, eventId, title, request, queuedAt, outcomeAfter(attempt, all.size()), all);
  }

  Delivery lost() {
    return new Delivery(id, eventId, title, request, queuedAt, Outcome.LOST, attempts);
  }

  private static Outcome outcomeAfter(Attempt attempt, int attempts) {
    if (attempt.accepted()) {
      return Outcome.DELIVERED;
    }
    if (!attempt.worthARetry()) {
      return Outcome.REFUSED;
    }
    return attempts > RETRIES_MAX ? Outcome.GAVE_UP : Outcome.QUEUED;
  }
}
