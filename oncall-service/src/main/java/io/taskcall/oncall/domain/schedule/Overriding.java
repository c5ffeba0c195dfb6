package io.taskcall.oncall.domain.schedule;

import io.taskcall.oncall.domain.rotation.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What overrides do to what was planned. */
final class Overriding {
  private final List<ScheduleOverride.Everybody> everybody = new ArrayList<>();
  private final List<ScheduleOverride.People> people = new ArrayList<>();

  Overriding(List<ScheduleOverride> overrides) {
    for (var override : overrides) {
      switch (override) {
        case ScheduleOverride.Everybody all -> everybody.add(all);
        case ScheduleOverride.People some -> people.add(some);
      }
    }
  }

  /** Who is on call instead of everybody else; no duties if nobody replaces them. */
  Stretch everybody(Instant at) {
    var window = Window.ALWAYS;
    var active = new ArrayList<ScheduleOverride.Everybody>();
    for (var override : everybody) {
      window = window.and(override.during().sideOf(at));
      if (override.during().contains(at)) {
        active.add(override);
      }
    }
    return new Stretch(strongest(active), window);
  }

  /** Who is on call if some people come and some go. */
  Stretch people(Instant at, Stretch planned) {
    var window = planned.during();
    var duties = planned.duties();
    for (var override : people) {
      window = window.and(override.during().sideOf(at));
      if (override.during().contains(at)) {
        duties = changed(duties, override);
      }
    }
    return new Stretch(duties, window);
  }

  private static List<Duty> strongest(List<ScheduleOverride.Everybody> overrides) {
    int priority =
        overrides.stream().mapToInt(ScheduleOverride.Everybody::priority).max().orElse(0);
    return overrides.stream()
        .filter(override -> override.priority() == priority)
        .map(override -> duty(override.people(), override.id()))
        .toList();
  }

  private static List<Duty> changed(List<Duty> duties, ScheduleOverride.People override) {
    var staying = new ArrayList<Duty>();
    boolean anybodyGoes = false;
    for (var duty : duties) {
      var left = duty.people().stream().filter(person -> !override.remove().contains(person));
      var people = left.toList();
      anybodyGoes |= people.size() < duty.people().size();
      if (!people.isEmpty()) {
        staying.add(duty.by(people));
      }
    }
    if (anybodyGoes || override.remove().isEmpty()) {
      var coming = override.add().stream().filter(person -> !isIn(staying, person)).toList();
      if (!coming.isEmpty()) {
        staying.add(duty(coming, override.id()));
      }
    }
    return staying;
  }

  private static boolean isIn(List<Duty> duties, UUID person) {
    return duties.stream().anyMatch(duty -> duty.people().contains(person));
  }

  private static Duty duty(List<UUID> people, UUID override) {
    return new Duty(people, new Duty.Why.Overridden(override), List.of());
  }
}
