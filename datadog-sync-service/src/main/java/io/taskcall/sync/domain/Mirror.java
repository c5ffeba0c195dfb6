package io.taskcall.sync.domain;

import io.taskcall.contracts.Actor;
import io.taskcall.contracts.DatadogChange;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The rules of the mirror: a change crosses once and never back. For each field the latest change
 * wins, by the clock of the side on which it happened.
 */
public record Mirror(Severities severities) {

  /**
   * What an event of one of our incidents asks for.
   *
   * @param known the incident's link, if we have met it before
   * @return empty if the incident came from no Datadog incident
   */
  public Optional<Followed> follow(Optional<Link> known, IncidentEvent event) {
    return known
        .map(link -> link.withOurs(event.incident()))
        .or(() -> Link.of(event.incident()))
        .map(link -> new Followed(link, wishOf(event)));
  }

  private Optional<Wish> wishOf(IncidentEvent event) {
    return switch (event) {
      // The webhook that began it may not have said all, and others may have come before the link.
      case IncidentEvent.Triggered triggered -> Optional.of(new Wish.Look());
      case IncidentEvent.Resolved resolved when !isDatadogs(resolved.by()) ->
          Optional.of(new Wish.SetState(States.RESOLVED));
      case IncidentEvent.PriorityChanged changed when !isDatadogs(changed.by()) ->
          severities.severityOf(changed.incident().priority()).map(Wish.SetSeverity::new);
      case IncidentEvent.Resolved resolved -> Optional.empty();
      case IncidentEvent.PriorityChanged changed -> Optional.empty();
      // Datadog has no word for the rest: an acknowledged incident stays active there.
      case IncidentEvent.Acknowledged acknowledged -> Optional.empty();
      case IncidentEvent.Unacknowledged unacknowledged -> Optional.empty();
      case IncidentEvent.AlertAttached attached -> Optional.empty();
      case IncidentEvent.AlertRecovered recovered -> Optional.empty();
      case IncidentEvent.AlertWorsened worsened -> Optional.empty();
      case IncidentEvent.Escalated escalated -> Optional.empty();
      case IncidentEvent.Reassigned reassigned -> Optional.empty();
      case IncidentEvent.UrgencyChanged urged -> Optional.empty();
      case IncidentEvent.TitleChanged retitled -> Optional.empty();
      case IncidentEvent.RespondersAdded added -> Optional.empty();
      case IncidentEvent.NoteAdded noted -> Optional.empty();
      case IncidentEvent.StatusUpdated updated -> Optional.empty();
      case IncidentEvent.Snoozed snoozed -> Optional.empty();
    };
  }

  private static boolean isDatadogs(Actor by) {
    return by instanceof Actor.Datadog;
  }

  /** Whether Datadog has to be told, given what it shows before it is told. */
  public Need needFor(Call call, DatadogIncident seen) {
    return switch (call.wish()) {
      case Wish.Look look -> new Need.None(new Fate.Done("seen " + seen.state()));
      case Wish.SetState wish -> {
        var theirs = call.link().theirs().state();
        yield States.statusOf(seen.state()).equals(States.statusOf(wish.word()))
            ? new Need.None(new Fate.Done("already " + seen.state()))
            : need(wish, call, seen, !seen.state().equals(theirs));
      }
      case Wish.SetSeverity wish -> {
        var theirs = call.link().theirs().severity();
        yield wish.word().equals(seen.severity())
            ? new Need.None(new Fate.Done("already " + seen.severity()))
            : need(wish, call, seen, !Objects.equals(seen.severity(), theirs));
      }
    };
  }

  private static Need need(Wish.Write wish, Call call, DatadogIncident seen, boolean changedThere) {
    var modified = seen.modified();
    return changedThere && modified != null && modified.isAfter(call.wishedAt())
        ? new Need.None(new Fate.Superseded("changed in Datadog at " + modified))
        : new Need.Write(wish);
  }

  /**
   * What is new to us about an incident that Datadog shows. What we wished for ourselves, or have
   * already, is not.
   *
   * @param wish of the call that made Datadog show it
   */
  public Observed observe(Link link, Wish wish, DatadogIncident seen, Instant now) {
    if (link.theirs().isNewerThan(seen)) {
      return new Observed(link, List.of());
    }
    var at = seen.modified() == null ? now : seen.modified();
    var changes = new ArrayList<DatadogChange>();
    if (!seen.state().equals(link.theirs().state())
        && !wish.equals(new Wish.SetState(seen.state()))) {
      States.statusOf(seen.state())
          .filter(status -> status != link.ours().status())
          .map(status ->
              new DatadogChange.StatusChanged(
                  id("datadog-status", link, at, seen.state()),
                  at,
                  link.ref(),
                  seen.modifiedBy(),
                  seen.state(),
                  status))
          .ifPresent(changes::add);
    }
    var severity = seen.severity();
    if (severity != null
        && !severity.equals(link.theirs().severity())
        && !wish.equals(new Wish.SetSeverity(severity))) {
      var priority = severities.priorityOf(severity);
      if (!priority.equals(Optional.ofNullable(link.ours().priority()))) {
        changes.add(
            new DatadogChange.SeverityChanged(
                id("datadog-severity", link, at, severity),
                at,
                link.ref(),
                seen.modifiedBy(),
                severity,
                priority.orElse(null)));
      }
    }
    return new Observed(link.withTheirs(seen), changes);
  }

  private static UUID id(String kind, Link link, Instant at, String word) {
    return Ids.derive(kind, link.incidentId(), at, word);
  }

  /** The link as it is now, and what we want of Datadog, if anything. */
  public record Followed(Link link, Optional<Wish> wish) {}

  /** The link as it is now, and what others should hear. */
  public record Observed(Link link, List<DatadogChange> changes) {
    public Observed {
      changes = List.copyOf(changes);
    }
  }

  /** Whether a wish needs a write. */
  public sealed interface Need {
    /** Datadog has to be told. */
    record Write(Wish.Write wish) implements Need {}

    /** It has not, and this is what becomes of the call. */
    record None(Fate fate) implements Need {}
  }
}
