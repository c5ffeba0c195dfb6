package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.Actor;
import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.Fingerprint;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Responder;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.page.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What alerts do to incidents. */
public final class AlertRules {
  private AlertRules() {}

  /** The incident of one opening of an alert: one opening, one incident. */
  public static UUID incidentOf(AlertChange change) {
    return Ids.derive("incident", change.opening());
  }

  /** A change of an alert that has no incident. */
  public static Outcome begin(
      AlertChange change, Service service, long number, Directory directory, Instant now) {
    return switch (change) {
      case AlertChange.Opened opened ->
          open(opened, opened.level(), opened.details(), service, number, directory, now);
      case AlertChange.FlappingStarted flapping ->
          open(flapping, flapping.level(), flapping.details(), service, number, directory, now);
      case AlertChange.Worsened worsened ->
          open(worsened, worsened.level(), worsened.details(), service, number, directory, now);
      case AlertChange.Repeated _,
          AlertChange.Acknowledged _,
          AlertChange.FlappingStopped _,
          AlertChange.Recovered _,
          AlertChange.Expired _ ->
          new Outcome.Unchanged("no incident hangs on this opening");
    };
  }

  /** A change of the alert that opened {@code incident}. */
  public static Outcome hear(
      Incident incident, AlertChange change, Directory directory, Instant now) {
    return switch (change) {
      case AlertChange.Opened _ -> new Outcome.Unchanged("it has its incident already");
      case AlertChange.Repeated repeated -> counted(incident, repeated.count());
      case AlertChange.Worsened worsened ->
          worsen(incident, worsened, cause(worsened, null, now), directory);
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
            case QUIET -> over(incident, stopped, cause(stopped, null, now));
          };
      case AlertChange.Recovered recovered ->
          over(
              incident.with(incident.trouble().counted(recovered.count())),
              recovered,
              cause(recovered, recovered.by(), now));
      case AlertChange.Expired expired -> over(incident, expired, cause(expired, null, now));
    };
  }

  private static Outcome open(
      AlertChange change,
      Level level,
      AlertDetails details,
      Service service,
      long number,
      Directory directory,
      Instant now) {
    var source =
        new IncidentSnapshot.Source(
            change.alert().integrationId(), change.alert().fingerprint(), details.origin());
    var about = new About(incidentOf(change), number, service, now, source, details.test());
    var cause = cause(change, null, now);
    var fresh =
        new Incident.Open(
            about,
            Trouble.of(details, level),
            Assignment.NOBODY,
            Optional.empty(),
            Optional.empty());
    var asked = Asking.first(fresh, cause, directory);
    var events = new ArrayList<IncidentEvent>();
    events.add(
        new IncidentEvent.Triggered(
            cause.event("incident.triggered", fresh.id()),
            now,
            cause.by(),
            asked.next().snapshot()));
    events.addAll(asked.events());
    return new Outcome.Changed(asked.next(), events, asked.pages(), false);
  }

  private static Outcome counted(Incident incident, int count) {
    var trouble = incident.trouble().counted(count);
    return trouble.equals(incident.trouble())
        ? new Outcome.Unchanged("it was counted already")
        : Outcome.Changed.to(incident.with(trouble));
  }

  private static Outcome worsen(
      Incident incident, AlertChange.Worsened change, Cause cause, Directory directory) {
    if (incident instanceof Incident.Resolved) {
      return new Outcome.Unchanged("it is resolved");
    }
    var next = incident.with(incident.trouble().says(change.details(), change.level()));
    var event =
        new IncidentEvent.AlertWorsened(
            cause.event("incident.alert_worsened", incident.id()),
            cause.at(),
            cause.by(),
            next.snapshot(),
            fingerprint(change),
            change.level());
    var pages =
        incident.assignment().responders().stream()
            .flatMap(responder -> tell(responder, incident, change, directory, cause.at()))
            .toList();
    return new Outcome.Changed(next, List.of(event), pages, false);
  }

  private static Stream<Page> tell(
      Responder responder,
      Incident incident,
      AlertChange.Worsened change,
      Directory directory,
      Instant now) {
    var level = incident.assignment().position().level();
    return directory.person(responder.userId()).stream()
        .flatMap(person ->
            person.mailbox().stream()
                .map(address ->
                    Page.to(
                        person,
                        address,
                        incident.id(),
                        level,
                        Page.Reason.WORSENED,
                        change.id(),
                        now)));
  }

  private static Outcome over(Incident incident, AlertChange change, Cause cause) {
    var ended = incident.with(incident.trouble().ended());
    var recovered =
        new IncidentEvent.AlertRecovered(
            cause.event("incident.alert_recovered", incident.id()),
            cause.at(),
            cause.by(),
            ended.snapshot(),
            fingerprint(change));
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

  private static Cause cause(AlertChange change, @Nullable String by, Instant now) {
    return new Cause(change.id(), new Actor.Alert(fingerprint(change), by), now);
  }

  private static Fingerprint fingerprint(AlertChange change) {
    return change.alert().fingerprint();
  }
}
