package io.taskcall.oncall.domain.schedule;

import io.taskcall.oncall.domain.rotation.Window;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Works out who is on call: the layers, or what temporarily stands for them, then overrides, then
 * swaps. Made for questions about one stretch of time, and for one thread.
 */
final class Resolver {
  /** How many stretches with the same duties are looked for. */
  private static final int LONGEST = 100;

  private final LayerStack layers;
  private final List<TemporarySchedule> temporary;
  private final Overriding overriding;
  private final Swapping swapping;

  Resolver(Schedule schedule, Window about) {
    var changes = schedule.changes();
    layers = new LayerStack(schedule);
    temporary = during(about, changes.temporary(), TemporarySchedule::during);
    overriding = new Overriding(during(about, changes.overrides(), ScheduleOverride::during));
    swapping = new Swapping(during(about, changes.swaps(), Swap::during));
  }

  /** Who is on call at {@code at}, and for some time around it. */
  Stretch at(Instant at) {
    var everybody = overriding.everybody(at);
    var planned = everybody.duties().isEmpty() ? planned(at) : everybody;
    return swapping.apply(at, overriding.people(at, planned.within(everybody.during())));
  }

  /** As {@link #at}, with what comes right before and after if the duties are the same. */
  Stretch whole(Instant at) {
    var stretch = at(at);
    var start = stretch.during().start();
    for (int i = 0; i < LONGEST && start.isAfter(Instant.MIN); i++) {
      var before = at(start.minusNanos(1));
      if (!before.duties().equals(stretch.duties())) {
        break;
      }
      start = before.during().start();
    }
    var end = stretch.during().end();
    for (int i = 0; i < LONGEST && end.isBefore(Instant.MAX); i++) {
      var after = at(end);
      if (!after.duties().equals(stretch.duties())) {
        break;
      }
      end = after.during().end();
    }
    return new Stretch(stretch.duties(), new Window(start, end));
  }

  private Stretch planned(Instant at) {
    var window = Window.ALWAYS;
    for (var plan : temporary.reversed()) {
      if (plan.during().contains(at)) {
        return plan.at(at).within(window.and(plan.during()));
      }
      window = window.and(plan.during().sideOf(at));
    }
    return layers.at(at).within(window);
  }

  private static <T> List<T> during(Window about, List<T> changes, Function<T, Window> during) {
    return changes.stream().filter(change -> during.apply(change).overlaps(about)).toList();
  }
}
