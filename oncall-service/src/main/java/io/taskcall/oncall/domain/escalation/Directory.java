package io.taskcall.oncall.domain.escalation;

import io.taskcall.oncall.domain.schedule.Schedule;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The schedules and people of the moment. */
public record Directory(Map<UUID, Schedule> schedules, Map<UUID, Person> people) {
  /** Knows nobody. */
  public static final Directory EMPTY = new Directory(Map.of(), Map.of());

  public Directory {
    schedules = Map.copyOf(schedules);
    people = Map.copyOf(people);
  }

  /** Somebody, if we know them. */
  public Optional<Person> person(UUID id) {
    return Optional.ofNullable(people.get(id));
  }
}
