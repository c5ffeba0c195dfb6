package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.Actor;
import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Responder;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.page.Page;
import io.taskcall.oncall.domain.routing.Routing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What alerts do to incidents. */
public final class AlertRules {
  private AlertRules() {}

  /** What came of a change of an alert; there is no alert if it never opened here. */
  public record Heard(Outcome outcome, Optional<Alert> alert) {}

  /**
   * A change of an alert that has no incident.
   *
   * @param routing how the service treats alerts that open its incidents
   * @param group the incident of its group, if it has a group that has one
   */
  public static Heard begin(
      AlertChange change,
      Service service,
      Routing routing,
      Optional<Incident> group,
      long number,
      Directory directory,
      Instant now) {
    return switch (change) {
      case AlertChange.Opened opened ->
          begin(
              Alert.of(opened, opened.level(), opened.details()),
              service,
              routing,
              group,
              number,
              directory,
              cause(opened, null, now));
      case AlertChange.FlappingStarted flapping ->
          begin(
              Alert.of(flapping, flapping.level(), flapping.details()),
              service,
              routing,
              group,
              number,
              directory,
              cause(flapping, null, now));
      case AlertChange.Worsened worsened ->
          begin(
              Alert.of(worsened, worsened.level(), worsened.details()),
              service,
              routing,
              group,
              number,
              directory,
              cause(worsened, null, now));
      case AlertChange.Repeated _,
          AlertChange.Acknowledged _,
          AlertChange.FlappingStopped _,
          AlertChange.Recovered _,
          AlertChange.Expired _ ->
          new Heard(new Outcome.Unchanged("no incident hangs on this opening"), Optional.empty());
    };
  }

  /** A change of one of the alerts of {@code incident}. */
  public static Heard hear(
      Incident incident, Alert alert, AlertChange change, Directory directory, Instant now) {
    var after = alert.after(change);
    var outcome = hear(incident, alert, after, change, directory, now);
    return new Heard(outcome, Optional.of(after));
  }

  private static Outcome hear(
      Incident incident,
      Alert before,
      Alert after,
      AlertChange change,
      Directory directory,
      Instant now) {
    return switch (change) {
      case AlertChange.Opened _ -> new Outcome.Unchanged("it has its incident already");
      case AlertChange.Repeated _ -> counted(incident, before, after);
      case AlertChange.Worsened worsened ->
          worsen(incident, before, after, cause(worsened, null, now), directory);
      case AlertChange.Acknowledged taken -> incident.acknowledge(cause(taken, taken.by(), now));
      case AlertChange.FlappingStarted flapping ->
          noted(
              incident,
              cause(flapping, null, now),
              "the alert is flapping: it opened "
                  + flapping.openings()
                  + " times; repeats are"
                  + " counted, not announced");
      case AlertChange.FlappingStopped stopped ->
          switch (stopped.settled()) {
            case FIRING ->
                noted(
                    incident,
                    cause(stopped, null, now),
                    "the alert has stopped flapping and fires");
            case QUIET -> over(incident, before, after, cause(stopped, null, now));
          };
      case AlertChange.Recovered recovered ->
          over(incident, before, after, cause(recovered, recovered.by(), now));
      case AlertChange.Expired expired -> {
        var cause = cause(expired, null, now).byRule("expiry");
        yield Expiry.explained(incident, over(incident, before, after, cause), expired, cause);
      }
    };
  }

  static Heard begin(
      Alert alert,
      Service service,
      Routing routing,
      Optional<Incident> group,
      long number,
      Directory directory,
      Cause cause) {
    if (DatadogRules.isOurs(alert.details())) {
      return new Heard(
          new Outcome.Unchanged("it is Datadog's mirror of one of our incidents"),
          Optional.empty());
    }
    var outcome =
        group
            .filter(incident -> takesMore(incident, service.grouping(), cause.at()))
            .map(incident -> attach(incident, alert, cause, directory))
            .orElseGet(() -> Opening.open(alert, service, routing, number, cause, directory));
    return new Heard(outcome, Optional.of(alert));
  }

  private static boolean takesMore(Incident incident, Grouping grouping, Instant now) {
    return switch (incident) {
      case Incident.Open open -> grouping.isOpenTo(open.about().openedAt(), now);
      case Incident.Acknowledged taken -> grouping.isOpenTo(taken.about().openedAt(), now);
      case Incident.Resolved _ -> false;
    };
  }

  /** Joining pages nobody, unless it makes the incident more important than responders know. */
  private static Outcome.Changed attach(
      Incident incident, Alert alert, Cause cause, Directory directory) {
    var next = incident.with(incident.trouble().joinedBy(alert));
    var event =
        new IncidentEvent.AlertAttached(
            cause.event("incident.alert_attached", incident.id()),
            cause.at(),
            cause.by(),
            next.snapshot(),
            alert.ref().fingerprint(),
            alert.details().title());
    var pages =
        next.trouble().isWorseThan(incident.trouble())
            ? tell(next, cause, directory)
            : List.<Page>of();
    return new Outcome.Changed(next, List.of(event), pages, false);
  }

  private static Outcome counted(Incident incident, Alert before, Alert after) {
    return after.equals(before)
        ? new Outcome.Unchanged("it was counted already")
        : Outcome.Changed.to(incident.with(incident.trouble().counting(before, after)));
  }

  private static Outcome worsen(
      Incident incident, Alert before, Alert after, Cause cause, Directory directory) {
    if (incident instanceof Incident.Resolved) {
      return counted(incident, before, after);
    }
    var next = incident.with(incident.trouble().worsened(before, after));
    if (after.details().origin() instanceof Origin.DatadogIncident
        && !next.trouble().isWorseThan(incident.trouble())) {
      // What was said here first comes back from Datadog, where the mirror has said it, too.
      return Outcome.Changed.to(next);
    }
    var event =
        new IncidentEvent.AlertWorsened(
            cause.event("incident.alert_worsened", incident.id()),
            cause.at(),
            cause.by(),
            next.snapshot(),
            after.ref().fingerprint(),
            after.level());
    return new Outcome.Changed(next, List.of(event), tell(next, cause, directory), false);
  }

  private static List<Page> tell(Incident incident, Cause cause, Directory directory) {
    return incident.assignment().responders().stream()
        .flatMap(responder -> tell(responder, incident, cause, directory))
        .toList();
  }

  private static Stream<Page> tell(
      Responder responder, Incident incident, Cause cause, Directory directory) {
    var level = incident.assignment().position().level();
    return directory.person(responder.userId()).stream()
        .flatMap(person ->
            person.reach().firstCalls(incident.trouble().urgency(), cause.at()).stream()
                .map(call ->
                    Page.to(person, call, incident.id(), level, Page.Reason.WORSENED, cause.id())));
  }

  /** The incident is over when the last of its alerts is. */
  private static Outcome over(Incident incident, Alert before, Alert after, Cause cause) {
    var ended = incident.with(incident.trouble().counting(before, after));
    var recovered =
        new IncidentEvent.AlertRecovered(
            cause.event("incident.alert_recovered", incident.id()),
            cause.at(),
            cause.by(),
            ended.snapshot(),
            after.ref().fingerprint());
    if (ended.trouble().tally().firing() > 0) {
      return Outcome.Changed.to(ended, recovered);
    }
    return switch (ended.resolve(cause)) {
      case Outcome.Changed resolved -> {
        var events = new ArrayList<IncidentEvent>();
        events.add(recovered);
        events.addAll(resolved.events());
        yield new Outcome.Changed(resolved.next(), events, List.of(), true);
      }
      case Outcome.Unchanged _ -> Outcome.Changed.to(ended, recovered);
      case Outcome.Refused refused -> refused;
      case Outcome.Outdated outdated -> outdated;
    };
  }

  private static Outcome noted(Incident incident, Cause cause, String text) {
    return Outcome.Changed.to(incident, Asking.note(incident, cause, text));
  }

  static Cause cause(AlertChange change, @Nullable String by, Instant now) {
    return new Cause(change.id(), new Actor.Alert(change.alert().fingerprint(), by), now);
  }
}
