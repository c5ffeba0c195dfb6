package io.taskcall.oncall.domain.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

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

  /** In the order in which they were made. */
  public static Changes of(List<? extends Change> made) {
    var overrides = new ArrayList<ScheduleOverride>();
    var temporary = new ArrayList<TemporarySchedule>();
    var swaps = new ArrayList<Swap>();
    for (var change : made) {
      switch (change) {
        case ScheduleOverride override -> overrides.add(override);
        case TemporarySchedule schedule -> temporary.add(schedule);
        case Swap swap -> swaps.add(swap);
      }
    }
    return new Changes(overrides, temporary, swaps);
  }

  /** These and then those. */
  public Changes and(Changes others) {
    return new Changes(
        both(overrides, others.overrides),
        both(temporary, others.temporary),
        both(swaps, others.swaps));
  }

  /** Everybody whom they bring on call. */
  Stream<UUID> people() {
    var added =
        overrides.stream()
            .map(override ->
                switch (override) {
                  case ScheduleOverride.People some -> some.add();
                  case ScheduleOverride.Everybody all -> all.people();
                });
    var planned =
        temporary.stream()
            .flatMap(schedule -> schedule.shifts().stream())
            .map(TemporarySchedule.Planned::people);
    var takers =
        swaps.stream()
            .map(swap ->
                switch (swap.state()) {
                  case Swap.State.Taken taken -> List.of(taken.by());
                  case Swap.State.Offered _, Swap.State.Withdrawn _ -> List.<UUID>of();
                });
    return Stream.of(added, planned, takers).flatMap(Function.identity()).flatMap(List::stream);
  }

  private static <T> List<T> both(List<T> some, List<T> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}
