package io.taskcall.oncall.domain.escalation;

import io.taskcall.oncall.domain.attempt.Attempt;
import io.taskcall.oncall.domain.schedule.OnCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rules of escalation and nothing else. */
public final class Escalation {
  private Escalation() {}

  /**
   * Begins {@code policy} at its first level.
   *
   * @param turn counts incidents: a level that asks one after the other asks by it
   */
  public static Step begin(Policy policy, Directory directory, long turn, Instant now) {
    return from(Optional.of(Position.FIRST), policy, directory, turn, now);
  }

  /** Goes on from {@code position}, where nobody has answered. */
  public static Step next(
      Position position, Policy policy, Directory directory, long turn, Instant now) {
    return from(after(position, policy), policy, directory, turn, now);
  }

  /** A level at which nobody can be reached is passed over at once. */
  private static Step from(
      Optional<Position> start, Policy policy, Directory directory, long turn, Instant now) {
    var skipped = new ArrayList<Step.Skipped>();
    var faults = new ArrayList<String>();
    for (var at = start; at.isPresent(); at = after(at.get(), policy)) {
      var position = at.get();
      if (policy.levels().isEmpty()) {
        break;
      }
      var level = level(position, policy);
      var wanted = wanted(position, policy, directory, turn, now);
      faults.addAll(wanted.faults());
      var reachable =
          wanted.people().stream().flatMap(id -> reachable(id, directory).stream()).toList();
      if (!reachable.isEmpty()) {
        boolean goesOn = after(position, policy).isPresent() || policy.resolvesAtEnd();
        var next = Optional.of(now.plus(level.patience())).filter(_ -> goesOn);
        return new Step.Ask(position, reachable, next, skipped, faults);
      }
      skipped.add(new Step.Skipped(position, whyNobody(wanted.people(), position)));
    }
    return new Step.Exhausted(skipped, faults);
  }

  /** Where it goes on if nobody at {@code position} answers. */
  public static Optional<Position> after(Position position, Policy policy) {
    boolean last = position.round() > policy.repeat();
    var round = last ? policy.lastRound() : policy.levels();
    if (position.level() < round.size()) {
      return Optional.of(new Position(position.round(), position.level() + 1));
    }
    return last ? Optional.empty() : Optional.of(new Position(position.round() + 1, 1));
  }

  /** Who is asked at a position, and for how long. */
  public static Policy.Level level(Position position, Policy policy) {
    return policy.lastRound().get(position.level() - 1);
  }

  /**
   * Who is to be asked at a level, whether they can be reached or not.
   *
   * @param faults schedules that cannot be worked out and count as nobody, and why
   */
  public record Wanted(Set<UUID> people, List<String> faults) {
    public Wanted {
      faults = List.copyOf(faults);
    }
  }

  /** Who is to be asked at a position. */
  public static Wanted wanted(
      Position position, Policy policy, Directory directory, long turn, Instant now) {
    var level = level(position, policy);
    return wanted(level, directory, turn + position.round() - 1, now);
  }

  private static Wanted wanted(Policy.Level level, Directory directory, long turn, Instant now) {
    var targets = new ArrayList<List<UUID>>();
    var faults = new ArrayList<String>();
    level.schedules().forEach(id -> targets.add(onCall(id, directory, now, faults)));
    level.people().forEach(id -> targets.add(List.of(id)));
    return new Wanted(people(targets, level, directory, turn), faults);
  }

  private static Set<UUID> people(
      List<List<UUID>> targets, Policy.Level level, Directory directory, long turn) {
    if (level.takesTurns() && !targets.isEmpty()) {
      Collections.rotate(targets, -Math.floorMod(turn, targets.size()));
      targets.removeIf(
          people -> people.stream().allMatch(id -> reachable(id, directory).isEmpty()));
      return targets.isEmpty() ? Set.of() : new LinkedHashSet<>(targets.getFirst());
    }
    return targets.stream()
        .flatMap(List::stream)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static List<UUID> onCall(UUID id, Directory directory, Instant now, List<String> faults) {
    var schedule = directory.schedules().get(id);
    if (schedule == null) {
      return List.of();
    }
    return switch (Attempt.at(() -> OnCall.at(schedule, now))) {
      case Attempt.Worked(OnCall.People onCall) -> onCall.userIds();
      case Attempt.Worked(OnCall.Nobody _) -> List.of();
      case Attempt.Failed(String reason) -> {
        faults.add(
            "schedule \"%s\" could not be worked out, and counts as nobody: %s"
                .formatted(schedule.name(), reason));
        yield List.of();
      }
    };
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
