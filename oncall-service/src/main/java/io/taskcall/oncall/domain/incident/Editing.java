package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.IncidentSnapshot.Urgency;
import io.taskcall.contracts.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people say about an incident: its title, how important it is, and what they note. */
public final class Editing {
  private Editing() {}

  /**
   * What is to be another; empty parts stay as they are.
   *
   * @param priority the new priority, or empty inside to have none
   */
  public record Edit(
      Optional<String> title, Optional<Urgency> urgency, Optional<Optional<Priority>> priority) {}

  /** Changes all that {@code edit} wants, or nothing. */
  public static Outcome edit(Incident incident, Edit edit, Cause cause) {
    var next = incident;
    var events = new ArrayList<IncidentEvent>();
    for (var change : changes(edit, cause)) {
      switch (change.on(next)) {
        case Outcome.Changed changed -> {
          next = changed.next();
          events.addAll(changed.events());
        }
        case Outcome.Unchanged _ -> {}
        case Outcome.Refused refused -> {
          return refused;
        }
        case Outcome.Outdated outdated -> {
          return outdated;
        }
      }
    }
    return events.isEmpty()
        ? new Outcome.Unchanged("it is as you want it already")
        : new Outcome.Changed(next, events, List.of(), false);
  }

  private interface Change {
    Outcome on(Incident incident);
  }

  private static List<Change> changes(Edit edit, Cause cause) {
    var changes = new ArrayList<Change>();
    edit.title().ifPresent(title -> changes.add(now -> retitle(now, title, cause)));
    edit.urgency().ifPresent(urgency -> changes.add(now -> urge(now, urgency, cause)));
    edit.priority()
        .ifPresent(priority -> changes.add(now -> prioritize(now, priority.orElse(null), cause)));
    return changes;
  }

  /** Calls it something else; alerts do not change that any more. */
  static Outcome retitle(Incident incident, String title, Cause cause) {
    var from = incident.trouble().title();
    if (title.equals(from)) {
      return new Outcome.Unchanged("that is its title already");
    }
    var next = incident.with(incident.trouble().titled(title));
    return Outcome.Changed.to(
        next,
        new IncidentEvent.TitleChanged(
            cause.event("incident.title_changed", incident.id()),
            cause.at(),
            cause.by(),
            next.snapshot(),
            from));
  }

  /** Decides whether somebody must be woken, whatever the alert says. */
  static Outcome urge(Incident incident, Urgency urgency, Cause cause) {
    if (incident instanceof Incident.Resolved) {
      return new Outcome.Refused("it is resolved: nobody is woken for it, whatever its urgency");
    }
    var from = incident.trouble().urgency();
    if (urgency == from) {
      return new Outcome.Unchanged("it has that urgency already");
    }
    var next = incident.with(incident.trouble().of(urgency));
    return Outcome.Changed.to(
        next,
        new IncidentEvent.UrgencyChanged(
            cause.event("incident.urgency_changed", incident.id()),
            cause.at(),
            cause.by(),
            next.snapshot(),
            from));
  }

  /** Makes it more or less important. */
  static Outcome prioritize(Incident incident, @Nullable Priority priority, Cause cause) {
    var from = incident.trouble().priority();
    if (priority == from) {
      return new Outcome.Unchanged("it has that priority already");
    }
    var next = incident.with(incident.trouble().of(priority));
    return Outcome.Changed.to(
        next,
        new IncidentEvent.PriorityChanged(
            cause.event("incident.priority_changed", incident.id()),
            cause.at(),
            cause.by(),
            next.snapshot(),
            from));
  }

  /** Writes something down; there is always something to learn, so it is never too late. */
  public static Outcome note(Incident incident, String text, Cause cause) {
    return Outcome.Changed.to(incident, Asking.note(incident, cause, text));
  }

  /** Tells stakeholders how it goes; when it is over, they are told that too. */
  public static Outcome tell(Incident incident, String message, Cause cause) {
    return Outcome.Changed.to(
        incident,
        new IncidentEvent.StatusUpdated(
            cause.event("incident.status_updated", incident.id()),
            cause.at(),
            cause.by(),
            incident.snapshot(),
            message));
  }
}
