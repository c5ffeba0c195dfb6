package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.Responder;
import io.taskcall.oncall.domain.escalation.Person;
import io.taskcall.oncall.domain.escalation.Position;
import java.util.ArrayList;
import java.util.List;

/**
 * Who has been asked.
 *
 * @param run how often escalation was started from the beginning, from 1
 * @param responders everybody asked so far
 */
public record Assignment(int run, Position position, List<Responder> responders) {
  static final Assignment NOBODY = new Assignment(1, Position.FIRST, List.of());

  public Assignment {
    responders = List.copyOf(responders);
  }

  Assignment asked(Position next, List<Person> people) {
    var all = new ArrayList<>(responders);
    for (var person : people) {
      join(all, new Responder(person.id(), person.name()));
    }
    return new Assignment(run, next, all);
  }

  Assignment joined(Responder responder) {
    var all = new ArrayList<>(responders);
    join(all, responder);
    return new Assignment(run, position, all);
  }

  Assignment startedAgain() {
    return new Assignment(run + 1, Position.FIRST, responders);
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
