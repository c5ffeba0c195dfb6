package io.taskcall.oncall.domain.schedule;

import io.taskcall.oncall.domain.rotation.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Shifts written down one by one, instead of the layers, for a while. */
public record TemporarySchedule(UUID id, Window during, List<Planned> shifts) implements Change {
  public TemporarySchedule {
    shifts = List.copyOf(shifts);
    if (during.isEmpty()) {
      throw new IllegalArgumentException("a temporary schedule ends after it starts");
    }
  }

  /** Who is on call by it, if it counts. */
  Stretch at(Instant at) {
    var window = Window.ALWAYS;
    var duties = new ArrayList<Duty>();
    for (var shift : shifts) {
      window = window.and(shift.during().sideOf(at));
      if (shift.during().contains(at) && !shift.people().isEmpty()) {
        duties.add(new Duty(shift.people(), new Duty.Why.Temporary(id), List.of()));
      }
    }
    return new Stretch(duties, window);
  }

  /** One shift of it. */
  public record Planned(Window during, List<UUID> people) {
    public Planned {
      people = List.copyOf(people);
    }
  }
}
