package io.taskcall.oncall.domain.schedule;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The answer to who is on call. */
public sealed interface OnCall {
  /** These people are, from {@code start} until just before {@code end}. */
  record People(UUID scheduleId, List<UUID> userIds, Instant start, Instant end) implements OnCall {
    public People {
      userIds = List.copyOf(userIds);
    }
  }

  /** Nobody is. */
  record Nobody(UUID scheduleId, Instant at) implements OnCall {}
}
