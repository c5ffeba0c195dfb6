package io.taskcall.oncall.domain.schedule;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What swaps do to who is on call. */
final class Swapping {
  private final List<Swap> swaps;

  Swapping(List<Swap> swaps) {
    this.swaps = swaps;
  }

  Stretch apply(Instant at, Stretch planned) {
    var window = planned.during();
    var duties = planned.duties();
    for (var swap : swaps) {
      window = window.and(swap.during().sideOf(at));
      if (swap.during().contains(at)) {
        duties = duties.stream().map(duty -> swapped(duty, swap)).toList();
      }
    }
    return new Stretch(duties, window);
  }

  private static Duty swapped(Duty duty, Swap swap) {
    if (!duty.people().contains(swap.person())) {
      return duty;
    }
    return switch (swap.state()) {
      case Swap.State.Offered _ -> duty.touchedBy(swap.id());
      case Swap.State.Taken taken ->
          duty.by(replaced(duty.people(), swap.person(), taken.by())).touchedBy(swap.id());
      case Swap.State.Withdrawn _ -> duty;
    };
  }

  private static List<UUID> replaced(List<UUID> people, UUID person, UUID by) {
    return people.stream().map(one -> one.equals(person) ? by : one).distinct().toList();
  }
}
