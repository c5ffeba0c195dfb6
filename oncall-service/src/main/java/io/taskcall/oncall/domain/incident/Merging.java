package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.IncidentRef;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.page.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Incidents that turn out to be one, to be two after all, or to have to do with each other. */
public final class Merging {
  private Merging() {}

  /** What comes of it for both. */
  public record Both(Outcome.Changed one, Outcome.Changed other) {}

  /** Why they cannot become one; empty if they can. */
  public static Optional<String> objection(Incident target, Incident source) {
    if (target.id().equals(source.id())) {
      return Optional.of("an incident is part of itself already");
    }
    if (target instanceof Incident.Resolved) {
      return Optional.of(name(target) + " is resolved, and nothing becomes part of it");
    }
    return source instanceof Incident.Resolved
        ? Optional.of(name(source) + " is resolved, and stays what it is")
        : Optional.empty();
  }

  /** Whether {@code source} is part of {@code target} already. */
  public static boolean isPart(Incident target, Incident source) {
    return source instanceof Incident.Resolved resolved
        && resolved.mergedInto().filter(into -> into.id().equals(target.id())).isPresent();
  }

  /**
   * The alerts of {@code source} are those of {@code target} from now on. Nobody is asked about
   * {@code source} any more; responders of {@code target} hear of it if it makes matters worse.
   */
  public static Both merge(Incident target, Incident source, Cause cause, Directory directory) {
    var next = target.with(target.trouble().merging(source.trouble()));
    var merged =
        new IncidentEvent.Merged(
            Ids.derive("incident.merged", target.id(), source.id(), cause.id()),
            cause.at(),
            cause.by(),
            next.snapshot(),
            source.ref());
    var pages =
        next.trouble().isWorseThan(target.trouble())
            ? AlertRules.tell(next, cause, directory)
            : List.<Page>of();
    return new Both(
        new Outcome.Changed(next, List.of(merged), pages, false), part(source, next.ref(), cause));
  }

  private static Outcome.Changed part(Incident source, IncidentRef into, Cause cause) {
    var part =
        new Incident.Resolved(
            source.about(),
            source.trouble(),
            source.assignment(),
            Optional.ofNullable(source.snapshot().acknowledgedAt()),
            cause.at(),
            Optional.of(into));
    return Outcome.Changed.quietly(
        part,
        new IncidentEvent.MergedInto(
            cause.event("incident.merged_into", part.id()),
            cause.at(),
            cause.by(),
            part.snapshot(),
            into));
  }

  /**
   * Takes {@code source} out of {@code target} again. It opens, and asks from the first level,
   * unless all of its alerts are over by now.
   *
   * @param alerts those of {@code source}, as they stand
   */
  public static Both unmerge(
      Incident target, Incident.Resolved source, Tally alerts, Cause cause, Directory directory) {
    var left = target.trouble().counting(target.trouble().tally().without(alerts));
    var apart = target.with(left);
    var note =
        Asking.note(apart, cause, name(source) + " is apart again: " + source.trouble().title());
    return new Both(
        Outcome.Changed.to(apart, note),
        alerts.isOver()
            ? over(source, alerts, target.ref(), cause)
            : opened(source, alerts, target.ref(), cause, directory));
  }

  private static Outcome.Changed over(
      Incident.Resolved source, Tally alerts, IncidentRef from, Cause cause) {
    var next =
        new Incident.Resolved(
            source.about(),
            source.trouble().counting(alerts),
            source.assignment(),
            source.acknowledgedAt(),
            source.at());
    return Outcome.Changed.to(next, unmerged(next, from, cause));
  }

  private static Outcome.Changed opened(
      Incident.Resolved source, Tally alerts, IncidentRef from, Cause cause, Directory directory) {
    var open =
        new Incident.Open(
            source.about(),
            source.trouble().counting(alerts),
            source.assignment().startedAgain(),
            Optional.<Instant>empty(),
            Optional.empty());
    var asked = Asking.first(open, cause, directory);
    var events = new ArrayList<IncidentEvent>();
    events.add(unmerged(asked.next(), from, cause));
    events.addAll(asked.events());
    return new Outcome.Changed(asked.next(), events, asked.pages(), false);
  }

  private static IncidentEvent unmerged(Incident next, IncidentRef from, Cause cause) {
    return new IncidentEvent.Unmerged(
        cause.event("incident.unmerged", next.id()), cause.at(), cause.by(), next.snapshot(), from);
  }

  /** Two incidents have to do with each other; each says so. */
  public static Both link(Incident one, Incident other, Cause cause) {
    return new Both(linked(one, other.ref(), cause), linked(other, one.ref(), cause));
  }

  /** Two incidents have nothing to do with each other after all. */
  public static Both unlink(Incident one, Incident other, Cause cause) {
    return new Both(unlinked(one, other.ref(), cause), unlinked(other, one.ref(), cause));
  }

  private static Outcome.Changed linked(Incident incident, IncidentRef other, Cause cause) {
    return Outcome.Changed.to(
        incident,
        new IncidentEvent.Linked(
            Ids.derive("incident.linked", incident.id(), other.id(), cause.id()),
            cause.at(),
            cause.by(),
            incident.snapshot(),
            other));
  }

  private static Outcome.Changed unlinked(Incident incident, IncidentRef other, Cause cause) {
    return Outcome.Changed.to(
        incident,
        new IncidentEvent.Unlinked(
            Ids.derive("incident.unlinked", incident.id(), other.id(), cause.id()),
            cause.at(),
            cause.by(),
            incident.snapshot(),
            other));
  }

  private static String name(Incident incident) {
    return "#" + incident.about().number();
  }
}
