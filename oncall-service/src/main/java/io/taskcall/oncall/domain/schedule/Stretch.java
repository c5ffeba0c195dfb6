package io.taskcall.oncall.domain.schedule;

import io.taskcall.oncall.domain.rotation.Window;
import java.util.List;
import java.util.UUID;

/** A stretch of time in which the same duties are on. */
record Stretch(List<Duty> duties, Window during) {
  /** Each once, in the order of the duties. */
  List<UUID> people() {
    return duties.stream().flatMap(duty -> duty.people().stream()).distinct().toList();
  }

  Stretch within(Window window) {
    return new Stretch(duties, during.and(window));
  }

  OnCall answer(UUID schedule) {
    var people = people();
    return people.isEmpty()
        ? new OnCall.Nobody(schedule, during)
        : new OnCall.People(schedule, people, duties, during);
  }
}
