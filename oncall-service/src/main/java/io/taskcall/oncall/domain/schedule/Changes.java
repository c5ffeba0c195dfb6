package io.taskcall.oncall.domain.schedule;

import java.util.List;

/**
 * What people changed about a schedule for a while. A temporary schedule stands for the layers;
 * overrides count upon that, one after the other in their order; swaps count last.
 */
public record Changes(
    List<ScheduleOverride> overrides, List<TemporarySchedule> temporary, List<Swap> swaps) {
  public static final Changes NONE = new Changes(List.of(), List.of(), List.of());

  public Changes {
    overrides = List.copyOf(overrides);
    temporary = List.copyOf(temporary);
    swaps = List.copyOf(swaps);
  }
}
