package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.IncidentEvent;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.escalation.Escalation;
import io.taskcall.oncall.domain.escalation.Person;
import io.taskcall.oncall.domain.escalation.Position;
import io.taskcall.oncall.domain.escalation.Step;
import io.taskcall.oncall.domain.page.NextMethod;
import io.taskcall.oncall.domain.page.Page;
import io.taskcall.oncall.domain.page.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks people to take an incident on: at once when it opens, the next level when nobody answers.
 */
public final class Asking {
  private Asking() {}

  /** Asks the first level; {@code incident} has just opened, or opened again. */
  static Outcome.Changed first(Incident.Open incident, Cause cause, Directory directory) {
    return first(incident, cause, directory, "");
  }

  private static Outcome.Changed first(
      Incident.Open incident, Cause cause, Directory directory, String why) {
    var step = Escalation.begin(incident.policy(), directory, turn(incident), cause.at());
    return take(incident, step, cause, why);
  }

  /** Its time has come: an open incident goes on to the next level, an acknowledged one reopens. */
  public static Outcome wake(Incident incident, Cause cause, Directory directory) {
    if (incident.wakeAt().filter(due -> !due.isAfter(cause.at())).isEmpty()) {
      return new Outcome.Unchanged("its time has not come");
    }
    return switch (incident) {
      case Incident.Open open when open.snoozedUntil().isPresent() ->
          first(startedAgain(open), cause, directory, "its snooze is over");
      case Incident.Open open -> {
        var position = open.assignment().position();
        var step = Escalation.next(position, open.policy(), directory, turn(open), cause.at());
        yield switch (step) {
          case Step.Exhausted _ when open.policy().resolvesAtEnd() ->
              open.resolve(cause.byRule("escalation_end"));
          case Step.Exhausted _, Step.Ask _ ->
              take(open, step, cause, "nobody acknowledged in time");
        };
      }
      case Incident.Acknowledged acknowledged when acknowledged.snoozedUntil().isPresent() ->
          reopen(acknowledged, cause.byRule("snooze"), directory);
      case Incident.Acknowledged acknowledged ->
          reopen(acknowledged, cause.byRule("ack_timeout"), directory);
      case Incident.Resolved _ -> new Outcome.Unchanged("it is resolved");
    };
  }

  /**
   * Channels refused pages of this incident for good. Each of these people is asked by another
   * method if there is one. The next level is asked at once if none that was sent to the current
   * level may arrive; otherwise somebody still has the time to answer.
   *
   * @param refused the pages that were refused just now
   * @param pages all pages of the incident as they stand
   */
  public static Outcome refused(
      Incident incident,
      List<Page> refused,
      List<Standing> pages,
      Cause cause,
      Directory directory) {
    return switch (incident) {
      case Incident.Open open when open.snoozedUntil().isPresent() ->
          new Outcome.Unchanged("it is left alone for now");
      case Incident.Open open when mayGoOtherwise(refused, pages, directory, cause.at()) ->
          failing(open, refused, pages, cause.at(), directory);
      case Incident.Open open when isOutOfReach(open.assignment(), refused, pages) -> {
        var position = open.assignment().position();
        var step = Escalation.next(position, open.policy(), directory, turn(open), cause.at());
        yield take(open, step, cause, "nobody at level " + position.level() + " can be reached");
      }
      case Incident.Open _ -> new Outcome.Unchanged("somebody who was asked may answer yet");
      case Incident.Acknowledged _ -> new Outcome.Unchanged("somebody has taken it on");
      case Incident.Resolved _ -> new Outcome.Unchanged("it is resolved");
    };
  }

  /**
   * Channels have failed to take pages of this incident for a while; each of these people is asked
   * by another method as well, if there is one.
   */
  public static Outcome failing(
      Incident incident,
      List<Page> failing,
      List<Standing> pages,
      Instant now,
      Directory directory) {
    return switch (incident) {
      case Incident.Open open when open.snoozedUntil().isEmpty() -> {
        var otherwise = otherwise(failing, pages, directory, now);
        yield otherwise.isEmpty()
            ? new Outcome.Unchanged("there is no other way to reach them")
            : new Outcome.Changed(open, List.of(), otherwise, false);
      }
      case Incident.Open _ -> new Outcome.Unchanged("it is left alone for now");
      case Incident.Acknowledged _ -> new Outcome.Unchanged("somebody has taken it on");
      case Incident.Resolved _ -> new Outcome.Unchanged("it is resolved");
    };
  }

  private static boolean mayGoOtherwise(
      List<Page> refused, List<Standing> pages, Directory directory, Instant now) {
    return !otherwise(refused, pages, directory, now).isEmpty();
  }

  private static List<Page> otherwise(
      List<Page> failed, List<Standing> pages, Directory directory, Instant now) {
    return failed.stream()
        .flatMap(page ->
            directory.person(page.ref().responder().userId()).stream()
                .flatMap(person -> NextMethod.after(page, person, pages, now).stream()))
        .distinct()
        .toList();
  }

  private static boolean isOutOfReach(
      Assignment assignment, List<Page> refused, List<Standing> pages) {
    return refused.stream().anyMatch(page -> page.asksIn(assignment.step()))
        && pages.stream()
            .filter(standing -> standing.page().asksIn(assignment.step()))
            .noneMatch(Standing::mayArrive);
  }

  /** Levels that ask one after the other go by the numbers of incidents. */
  static long turn(Incident incident) {
    return incident.about().number();
  }

  private static Incident.Open startedAgain(Incident incident) {
    return Incident.Open.of(incident, incident.assignment().startedAgain(), Optional.empty());
  }

  /** Opens an acknowledged incident again and asks from the first level. */
  static Outcome.Changed reopen(Incident.Acknowledged incident, Cause cause, Directory directory) {
    var asked = first(startedAgain(incident), cause, directory);
    var events = new ArrayList<IncidentEvent>();
    events.add(
        new IncidentEvent.Unacknowledged(
            cause.event("incident.unacknowledged", incident.id()),
            cause.at(),
            cause.by(),
            asked.next().snapshot()));
    events.addAll(asked.events());
    return new Outcome.Changed(asked.next(), events, asked.pages(), false);
  }

  private static Outcome.Changed take(Incident.Open incident, Step step, Cause cause, String why) {
    var rule = cause.byRule("escalation");
    return switch (step) {
      case Step.Ask ask -> ask(incident, ask, cause, rule, why);
      case Step.Exhausted exhausted -> {
        var next = Incident.Open.of(incident, incident.assignment(), Optional.empty());
        var events = new ArrayList<>(Faults.notes(next, cause, exhausted.faults()));
        events.add(note(next, rule, nobodyLeft(exhausted, why)));
        yield new Outcome.Changed(next, events, List.of(), false);
      }
    };
  }

  /** Asks whom a step of escalation says; {@code by} is whoever wants it. */
  static Outcome.Changed ask(Incident incident, Step.Ask ask, Cause cause, Cause by, String why) {
    var assignment = incident.assignment().asked(ask.position(), ask.people());
    var next = Incident.Open.of(incident, assignment, ask.next());
    var events = new ArrayList<>(Faults.notes(next, cause, ask.faults()));
    events.addAll(escalated(next, ask, by, why));
    return new Outcome.Changed(next, events, pages(next, ask.people(), cause), false);
  }

  /** Silent when the first level was asked as planned: that the incident opened says it all. */
  private static List<IncidentEvent> escalated(
      Incident.Open next, Step.Ask ask, Cause rule, String why) {
    if (why.isEmpty() && ask.position().equals(Position.FIRST)) {
      return List.of();
    }
    var reason = reasons(why, ask.skipped());
    return List.of(
        new IncidentEvent.Escalated(
            rule.event("incident.escalated", next.id()),
            rule.at(),
            rule.by(),
            next.snapshot(),
            ask.position().level(),
            reason));
  }

  private static List<Page> pages(Incident.Open incident, List<Person> people, Cause cause) {
    return people.stream()
        .flatMap(person -> pages(incident, person, incident.assignment().step(), cause.at()))
        .toList();
  }

  /** Asks a person to take it on, by the methods and at the times that the person wants. */
  static Stream<Page> pages(Incident incident, Person person, Object step, Instant now) {
    var level = incident.assignment().position().level();
    return person.reach().calls(incident.trouble().urgency(), now).stream()
        .map(call -> Page.to(person, call, incident.id(), level, Page.Reason.ESCALATION, step));
  }

  static IncidentEvent.NoteAdded note(Incident incident, Cause cause, String text) {
    return new IncidentEvent.NoteAdded(
        cause.event("incident.note_added", incident.id()),
        cause.at(),
        cause.by(),
        incident.snapshot(),
        text);
  }

  static String nobodyLeft(Step.Exhausted exhausted, String why) {
    var reasons = reasons(why, exhausted.skipped());
    return "there is nobody left to ask" + (reasons.isEmpty() ? "" : ": " + reasons);
  }

  private static String reasons(String why, List<Step.Skipped> skipped) {
    var all = new ArrayList<String>();
    if (!why.isEmpty()) {
      all.add(why);
    }
    skipped.forEach(level -> all.add(level.reason()));
    return all.stream().distinct().collect(Collectors.joining("; "));
  }
}
