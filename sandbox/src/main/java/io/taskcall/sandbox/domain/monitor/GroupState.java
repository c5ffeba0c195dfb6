package io.taskcall.sandbox.domain.monitor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one group (a host, a service, or everything) of a monitor.
 *
 * @param cycleKey the event that opened the stretch from trigger to recovery; kept after it
 */
public record GroupState(
    GroupStatus status,
    @Nullable String cycleKey,
    @Nullable Instant lastTriggered,
    @Nullable Instant lastResolved,
    @Nullable Instant lastNoData,
    @Nullable Instant lastNotified) {
  public static final GroupState FRESH =
      new GroupState(GroupStatus.OK, null, null, null, null, null);

  /** A cycle begins when a quiet group fires, and its key is the id of that event. */
  public GroupState after(Transition transition, String eventId, Instant at) {
    var next = transition.after(status);
    var begins = status == GroupStatus.OK && next != GroupStatus.OK;
    return new GroupState(
        next,
        begins || cycleKey == null ? eventId : cycleKey,
        begins || lastTriggered == null ? at : lastTriggered,
        next == GroupStatus.OK ? at : lastResolved,
        next == GroupStatus.NO_DATA ? at : lastNoData,
        at);
  }
}
