package io.taskcall.oncall.domain.schedule;

import io.taskcall.oncall.domain.rotation.Window;
import java.util.UUID;

/** Something that people changed about a schedule for a while. */
public sealed interface Change permits ScheduleOverride, Swap, TemporarySchedule {
  UUID id();

  Window during();
}
