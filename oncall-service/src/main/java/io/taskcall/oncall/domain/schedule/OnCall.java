package io.taskcall.oncall.domain.schedule;

import io.taskcall.oncall.domain.rotation.Window;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The answer to who is on call. */
public sealed interface OnCall {
  UUID scheduleId();

  /** How long the answer holds; it may hold still longer where shifts are short and many. */
  Window during();

  /** These people are. */
  record People(UUID scheduleId, List<UUID> userIds, List<Duty> duties, Window during)
      implements OnCall {
    public People {
      userIds = List.copyOf(userIds);
      duties = List.copyOf(duties);
    }
  }

  /** Nobody is. */
  record Nobody(UUID scheduleId, Window during) implements OnCall {}

  /** Who is on call at an instant. */
  static OnCall at(Schedule schedule, Instant at) {
    return new Resolver(schedule, Window.ALWAYS).whole(at).answer(schedule.id());
  }
}
