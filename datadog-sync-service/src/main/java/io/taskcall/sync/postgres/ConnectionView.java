package io.taskcall.sync.postgres;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An integration with Datadog as people are shown it.
 *
 * @param state {@code disconnected} also while Datadog does not let us in, whatever auth believes
 * @param holdUntil no call is made before then
 * @param holdReason why the last such pause was
 * @param parkedReason why the first of the calls was given up that are parked, if any is
 * @param pollNote what came of the last poll
 */
public record ConnectionView(
    UUID integrationId,
    @Nullable String name,
    String state,
    Instant holdUntil,
    @Nullable String holdReason,
    @Nullable String parkedReason,
    Instant nextPollAt,
    @Nullable Instant polledAt,
    @Nullable String pollNote) {
  private static final String DISCONNECTED = "disconnected";

  static ConnectionView of(ConnectionRow row) {
    return new ConnectionView(
        row.integrationId,
        row.name,
        row.holdReason == null ? row.state : DISCONNECTED,
        row.holdUntil,
        row.holdReason,
        row.parkedReason,
        row.pollAt,
        row.polledAt,
        row.pollNote);
  }
}
