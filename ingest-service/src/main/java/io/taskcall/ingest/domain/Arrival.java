package io.taskcall.ingest.domain;

import io.taskcall.contracts.Ids;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * One request's payload, and for whom.
 *
 * @param bodyHash names the body byte for byte; asked for only where the tool names nothing itself
 */
public record Arrival(
    Integration integration, Node.Fields payload, Instant receivedAt, Supplier<String> bodyHash) {
  private static final String KIND = "alert-event";

  /** The id of the event that the tool itself names. */
  public UUID idOf(String sourceEventId) {
    return Ids.derive(KIND, integration.id(), sourceEventId);
  }

  /**
   * The id where the tool names none and the body says when it happened: the same body again is the
   * same event.
   */
  public UUID idOfDatedBody() {
    return Ids.derive(KIND, integration.id(), bodyHash.get(), 0);
  }

  /**
   * The id of the body's event number {@code index} where the body says neither which event it is
   * nor when it happened. The same words later may be news, so each arrival is an event of its own.
   */
  public UUID idOfUndatedBody(int index) {
    return Ids.derive(KIND, integration.id(), bodyHash.get(), receivedAt, index);
  }
}
