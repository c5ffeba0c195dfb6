package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.Responder;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.escalation.Escalation;
import io.taskcall.oncall.domain.escalation.Person;
import io.taskcall.oncall.domain.escalation.Policy;
import io.taskcall.oncall.domain.escalation.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What people do when they want somebody else to look: others instead, the next level, or more. */
public final class Calling {
  private static final String OVER = "it is resolved, and nobody is asked any more";

  private Calling() {}

  /** Asks these people instead of those asked so far; the service's policy follows if they fail. */
  public static Outcome reassign(
      Incident incident, List<UUID> people, Cause cause, Directory directory) {
    return reassign(incident, incident.about().service().policy().after(people), cause, directory);
  }

  /** Asks by another policy, from its first level, whoever has taken it on. */
  public static Outcome reassign(
      Incident incident, Policy policy, Cause cause, Directory directory) {
    if (incident instanceof Incident.Resolved) {
      return new Outcome.Refused(OVER);
    }
    return switch (Escalation.begin(policy, directory, cause.at())) {
      case Step.Exhausted exhausted -> new Outcome.Refused(Asking.nobodyLeft(exhausted, ""));
      case Step.Ask ask -> {
        var handed = incident.assignment().handedTo(policy);
        var open = Incident.Open.of(incident, handed, Optional.empty());
        var asked = Asking.ask(open, ask, cause, cause, "");
        var events = new ArrayList<IncidentEvent>();
        events.add(
            new IncidentEvent.Reassigned(
                cause.event("incident.reassigned", incident.id()),
                cause.at(),
                cause.by(),
                asked.next().snapshot(),
                incident.assignment().responders()));
        events.addAll(asked.events());
        yield new Outcome.Changed(asked.next(), events, asked.pages(), true);
      }
    };
  }

  /** Asks the next level at once; an incident that somebody has taken on is open again. */
  public static Outcome escalate(Incident incident, Cause cause, Directory directory) {
    if (incident instanceof Incident.Resolved) {
      return new Outcome.Refused(OVER);
    }
    var position = incident.assignment().position();
    return switch (Escalation.next(position, incident.policy(), directory, cause.at())) {
      case Step.Exhausted exhausted -> new Outcome.Refused(Asking.nobodyLeft(exhausted, ""));
      case Step.Ask ask -> Asking.ask(incident, ask, cause, cause, "somebody wanted it at once");
    };
  }

  /** Asks these people too; nothing else changes. */
  public static Outcome add(
      Incident incident, List<UUID> people, Cause cause, Directory directory) {
    if (incident instanceof Incident.Resolved) {
      return new Outcome.Refused(OVER);
    }
    var fresh =
        people.stream()
            .distinct()
            .filter(id -> !incident.assignment().has(id))
            .flatMap(id -> directory.person(id).stream())
            .toList();
    return fresh.isEmpty()
        ? new Outcome.Unchanged("they were asked already")
        : add(incident, fresh, cause);
  }

  private static Outcome add(Incident incident, List<Person> people, Cause cause) {
    var assignment = incident.assignment().asked(incident.assignment().position(), people);
    var next = incident.with(assignment);
    var events = new ArrayList<IncidentEvent>();
    events.add(
        new IncidentEvent.RespondersAdded(
            cause.event("incident.responders_added", next.id()),
            cause.at(),
            cause.by(),
            next.snapshot(),
            people.stream().map(person -> new Responder(person.id(), person.name())).toList()));
    var unreachable = people.stream().filter(person -> !person.isReachable()).toList();
    if (!unreachable.isEmpty()) {
      events.add(Asking.note(next, cause.byRule("escalation"), cannotReach(unreachable)));
    }
    var pages =
        people.stream()
            .flatMap(person -> Asking.pages(next, person, cause.id(), cause.at()))
            .toList();
    return new Outcome.Changed(next, events, pages, false);
  }

  private static String cannotReach(List<Person> people) {
    return people.stream().map(Person::name).collect(Collectors.joining(", "))
        + ": no usable contact method";
  }
}
