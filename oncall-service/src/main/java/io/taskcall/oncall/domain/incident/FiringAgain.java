package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.Origin;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.routing.Routing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An alert that fires after somebody resolved its incident, and has not recovered in between.
 * Resolved is final, so it goes on as another incident, and each of the two tells of the other.
 *
 * @param old the incident that was resolved
 * @param before the alert as it stood there
 * @param change what says that it fires
 */
public record FiringAgain(Incident.Resolved old, Alert before, AlertChange change) {
  /**
   * What comes of it.
   *
   * @param fresh the incident that the alert belongs to from now on
   * @param alert the alert as it is now
   * @param old the incident that was resolved
   * @param left the alert as that one keeps it
   */
  public record GoesOn(Outcome.Changed fresh, Alert alert, Outcome.Changed old, Alert left) {}

  /** Empty if {@code change} only says more of what was known when the incident was resolved. */
  public static Optional<FiringAgain> of(Incident incident, Alert alert, AlertChange change) {
    return incident instanceof Incident.Resolved resolved
            && !alert.over()
            && change.at().isAfter(resolved.at())
            && fires(resolved, alert, change)
        ? Optional.of(new FiringAgain(resolved, alert, change))
        : Optional.empty();
  }

  private static boolean fires(Incident.Resolved resolved, Alert alert, AlertChange change) {
    return switch (change) {
      case AlertChange.Repeated _ -> !isDatadogIncident(alert);
      case AlertChange.Worsened worsened ->
          !isDatadogIncident(alert) || isNews(resolved, alert, worsened);
      case AlertChange.Opened _,
          AlertChange.Acknowledged _,
          AlertChange.FlappingStarted _,
          AlertChange.FlappingStopped _,
          AlertChange.Recovered _,
          AlertChange.Expired _ ->
          false;
    };
  }

  /** What people write into an incident in Datadog is no firing; how bad it is may be news. */
  private static boolean isDatadogIncident(Alert alert) {
    return alert.details().origin() instanceof Origin.DatadogIncident;
  }

  private static boolean isNews(
      Incident.Resolved resolved, Alert alert, AlertChange.Worsened worsened) {
    return resolved
        .trouble()
        .worsened(alert, alert.after(worsened))
        .isWorseThan(resolved.trouble());
  }

  /**
   * Begins another incident, as an opening does; empty if the rules want none of it.
   *
   * @param group the incident of its group, if it has a group that has one
   */
  public Optional<GoesOn> begin(
      Service service,
      Routing routing,
      Optional<Incident> group,
      long number,
      Directory directory,
      Instant now) {
    var after = before.after(change);
    var cause = AlertRules.cause(change, null, now);
    var begun =
        AlertRules.begin(after.as(incidentId()), service, routing, group, number, directory, cause);
    var keeps = old.with(old.trouble().counting(before, before.ended()));
    return switch (begun.outcome()) {
      case Outcome.Changed fresh ->
          Optional.of(
              new GoesOn(
                  saying(fresh, cause),
                  after,
                  Outcome.Changed.to(keeps, Asking.note(keeps, cause, goesOnAs(fresh.next()))),
                  before.ended().as(Ids.derive("alert.left", old.id(), before.id()))));
      case Outcome.Unchanged _, Outcome.Refused _, Outcome.Outdated _ -> Optional.empty();
    };
  }

  /** The same firing leads to the same incident, however often it is met. */
  UUID incidentId() {
    return Ids.derive("incident", change.opening(), change.id());
  }

  private Outcome.Changed saying(Outcome.Changed fresh, Cause cause) {
    var own = new Cause(Ids.derive("firing_again", cause.id()), cause.by(), cause.at());
    var text = "incident %d was resolved, and the alert fires again".formatted(number(old));
    List<IncidentEvent> events = new ArrayList<>(fresh.events());
    events.add(1, Asking.note(fresh.next(), own, text));
    return new Outcome.Changed(fresh.next(), events, fresh.pages(), fresh.cancels());
  }

  private static String goesOnAs(Incident fresh) {
    return "the alert fires again: it goes on as incident %d".formatted(number(fresh));
  }

  private static long number(Incident incident) {
    return incident.about().number();
  }
}
