package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.Actor;
import io.taskcall.contracts.DatadogChange;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.oncall.domain.escalation.Directory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;

/**
 * How an incident goes on that was resolved here and then opened again in Datadog: resolved is
 * final, so as a new one, and each of the two tells of the other.
 *
 * @param fresh the new incident
 * @param old the one that was resolved
 */
public record GoingOn(Outcome.Changed fresh, Outcome.Changed old) {
  /** The incident that a reopening leads to: the same reopening, the same incident. */
  public static UUID incidentOf(DatadogChange.Reopened change) {
    return Ids.derive("incident", change.id());
  }

  /** Opens the new one, which asks people unless it is under control in Datadog. */
  public static GoingOn as(
      Incident old, DatadogChange.Reopened change, long number, Directory directory, Instant now) {
    var by = new Actor.Datadog(change.link().integrationId(), change.by());
    var cause = new Cause(change.id(), by, now);
    var fresh = fresh(old, change, number, now);
    var begun = begun(fresh, change, cause, directory);
    var first = begun.next() instanceof Incident.Open asked ? asked : fresh;
    var events = new ArrayList<IncidentEvent>();
    events.add(
        new IncidentEvent.Triggered(
            cause.event("incident.triggered", begun.next().id()), now, by, first.snapshot()));
    events.add(
        Asking.note(
            begun.next(),
            new Cause(Ids.derive("note", change.id()), by, now),
            "Opened again in Datadog; it was incident #%d, which was resolved"
                .formatted(old.about().number())));
    events.addAll(begun.events());
    var note =
        Asking.note(
            old, cause, "Opened again in Datadog: it goes on as incident #%d".formatted(number));
    return new GoingOn(
        new Outcome.Changed(begun.next(), events, begun.pages(), false),
        Outcome.Changed.to(old, note));
  }

  private static Outcome.Changed begun(
      Incident.Open fresh, DatadogChange.Reopened change, Cause cause, Directory directory) {
    return switch (change.status()) {
      case ACKNOWLEDGED ->
          fresh.acknowledge(cause) instanceof Outcome.Changed changed
              ? changed
              : Outcome.Changed.to(fresh);
      case OPEN, RESOLVED -> Asking.first(fresh, cause, directory);
    };
  }

  private static Incident.Open fresh(
      Incident old, DatadogChange.Reopened change, long number, Instant now) {
    var before = old.about();
    return new Incident.Open(
        new About(
            incidentOf(change), number, before.service(), now, before.source(), before.test()),
        Trouble.saidBy(change.title(), old.trouble().text(), null, change.priority()),
        Assignment.NOBODY,
        Optional.empty(),
        Optional.empty());
  }
}
