package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.escalation.Policy;
import io.taskcall.oncall.domain.routing.Routing;
import io.taskcall.oncall.domain.routing.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/** How an alert opens an incident: as its service's rules want it, and not in a maintenance. */
final class Opening {
  private Opening() {}

  static Outcome.Changed open(
      Alert alert,
      Service service,
      Routing routing,
      long number,
      Cause cause,
      Directory directory) {
    var judged = routing.judge(alert.details(), cause.at());
    var rule = judged.rule();
    var pause = routing.pauseAt(cause.at());
    var fresh = fresh(alert, service, rule, pause.map(Routing.Pause::until), number, cause);
    var quiet = pause.isPresent() || rule.filter(r -> r.treatment().suppress()).isPresent();
    var begun = quiet ? Outcome.Changed.to(fresh) : Asking.first(fresh, cause, directory);
    var events = new ArrayList<IncidentEvent>();
    events.add(
        new IncidentEvent.Triggered(
            cause.event("incident.triggered", fresh.id()),
            cause.at(),
            cause.by(),
            begun.next().snapshot()));
    events.addAll(Faults.notes(begun.next(), cause, judged.faults()));
    rule.ifPresent(r -> events.add(note(begun.next(), cause, "routing", r.said())));
    pause.ifPresent(p -> events.add(note(begun.next(), cause, "maintenance", said(p))));
    events.addAll(begun.events());
    return new Outcome.Changed(begun.next(), events, begun.pages(), false);
  }

  private static Incident.Open fresh(
      Alert alert,
      Service service,
      Optional<Rule> rule,
      Optional<Instant> pausedUntil,
      long number,
      Cause cause) {
    var details = alert.details();
    var source =
        new IncidentSnapshot.Source(
            alert.ref().integrationId(), alert.ref().fingerprint(), details.origin());
    var about = new About(alert.id(), number, service, cause.at(), source, details.test());
    var trouble = Trouble.of(alert);
    return new Incident.Open(
        about,
        rule.map(r -> trouble.treated(r.treatment())).orElse(trouble),
        rule.flatMap(r -> policy(r.treatment())).map(Assignment::by).orElse(Assignment.NOBODY),
        Optional.empty(),
        rule.filter(r -> r.treatment().suppress()).isPresent() ? Optional.empty() : pausedUntil);
  }

  /** What is suppressed asks nobody, also when somebody wakes it later. */
  private static Optional<Policy> policy(Rule.Treatment treatment) {
    return treatment.suppress() ? Optional.of(Policy.NONE) : treatment.policy();
  }

  private static String said(Routing.Pause pause) {
    return "maintenance \"" + pause.name() + "\": nobody is paged until " + pause.until();
  }

  private static IncidentEvent note(Incident incident, Cause cause, String rule, String text) {
    var own = new Cause(Ids.derive(rule, cause.id()), cause.by(), cause.at()).byRule(rule);
    return Asking.note(incident, own, text);
  }
}
