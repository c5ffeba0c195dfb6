package io.taskcall.oncall.domain.escalation;

import io.taskcall.oncall.domain.schedule.OnCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The rules of escalation and nothing else. */
public final class Escalation {
  private Escalation() {}

  /** Begins {@code policy} at its first level. */
  public static Step begin(Policy policy, Directory directory, Instant now) {
    return from(Optional.of(Position.FIRST), policy, directory, now);
  }

  /** Goes on from {@code position}, where nobody has answered. */
  public static Step next(Position position, Policy policy, Directory directory, Instant now) {
    return from(after(position, policy), policy, directory, now);
  }

  /** A level at which nobody can be reached is passed over at once. */
  private static Step from(
      Optional<Position> start, Policy policy, Directory directory, Instant now) {
    var skipped = new ArrayList<Step.Skipped>();
    for (var at = start; at.isPresent(); at = after(at.get(), policy)) {
      var position = at.get();
      if (position.level() > policy.levels().size()) {
        break;
      }
      var level = policy.levels().get(position.level() - 1);
      var wanted = wanted(level, directory, now);
      var reachable = wanted.stream().flatMap(id -> reachable(id, directory).stream()).toList();
      if (!reachable.isEmpty()) {
        var next = after(position, policy).map(following -> now.plus(level.patience()));
        return new Step.Ask(position, reachable, next, skipped);
      }
      skipped.add(new Step.Skipped(position, whyNobody(wanted, position)));
    }
    return new Step.Exhausted(skipped);
  }

  private static Optional<Position> after(Position position, Policy policy) {
    if (position.level() < policy.levels().size()) {
      return Optional.of(new Position(position.round(), position.level() + 1));
    }
    return position.round() <= policy.repeat()
        ? Optional.of(new Position(position.round() + 1, 1))
        : Optional.empty();
  }

  private static Set<UUID> wanted(Policy.Level level, Directory directory, Instant now) {
    var wanted = new LinkedHashSet<UUID>();
    for (var id : level.schedules()) {
      var schedule = directory.schedules().get(id);
      if (schedule != null) {
        wanted.addAll(
            switch (OnCall.at(schedule, now)) {
              case OnCall.People onCall -> onCall.userIds();
              case OnCall.Nobody _ -> List.of();
            });
      }
    }
    wanted.addAll(level.people());
    return wanted;
  }

  private static Optional<Person> reachable(UUID id, Directory directory) {
    return directory.person(id).filter(Person::isReachable);
  }

  private static String whyNobody(Set<UUID> wanted, Position position) {
    return wanted.isEmpty()
        ? "nobody is on call at level " + position.level()
        : "nobody at level " + position.level() + " has a usable contact method";
  }
}
