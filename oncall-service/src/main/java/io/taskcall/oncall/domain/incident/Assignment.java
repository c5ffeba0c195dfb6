package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.Responder;
import io.taskcall.oncall.domain.escalation.Person;
import io.taskcall.oncall.domain.escalation.Policy;
import io.taskcall.oncall.domain.escalation.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Who has been asked.
 *
 * @param run how often escalation was started from the beginning, from 1
 * @param responders everybody asked so far
 * @param instead the policy that somebody wanted instead of the service's own
 */
public record Assignment(
    int run, Position position, List<Responder> responders, Optional<Policy> instead) {
  static final Assignment NOBODY = new Assignment(1, Position.FIRST, List.of(), Optional.empty());

  public Assignment {
    responders = List.copyOf(responders);
  }

  Assignment asked(Position next, List<Person> people) {
    var all = new ArrayList<>(responders);
    for (var person : people) {
      join(all, new Responder(person.id(), person.name()));
    }
    return new Assignment(run, next, all, instead);
  }

  Assignment joined(Responder responder) {
    var all = new ArrayList<>(responders);
    join(all, responder);
    return new Assignment(run, position, all, instead);
  }

  Assignment startedAgain() {
    return new Assignment(run + 1, Position.FIRST, responders, instead);
  }

  /** Nobody asked yet, by another policy than the service's own from the start. */
  static Assignment by(Policy policy) {
    return new Assignment(1, Position.FIRST, List.of(), Optional.of(policy));
  }

  /** Nobody asked yet, by another policy. */
  Assignment handedTo(Policy policy) {
    return new Assignment(run + 1, Position.FIRST, List.of(), Optional.of(policy));
  }

  boolean has(UUID userId) {
    return responders.stream().anyMatch(responder -> responder.userId().equals(userId));
  }

  /** Names this step of this run: what a page of it is derived from. */
  String step() {
    return run + "." + position.round() + "." + position.level();
  }

  private static void join(List<Responder> all, Responder responder) {
    if (all.stream().noneMatch(other -> other.userId().equals(responder.userId()))) {
      all.add(responder);
    }
  }
}
