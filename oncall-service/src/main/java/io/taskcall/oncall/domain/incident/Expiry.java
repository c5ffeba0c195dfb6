package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.IncidentEvent;
import java.util.ArrayList;

/** Says why an alert is taken to be over that never said so itself. */
final class Expiry {
  private Expiry() {}

  /** What comes of the alert's end, with the reason before it. */
  static Outcome explained(
      Incident incident, Outcome over, AlertChange.Expired expired, Cause cause) {
    return switch (over) {
      case Outcome.Changed changed -> {
        var events = new ArrayList<IncidentEvent>();
        events.add(Asking.note(incident, cause.byRule("expiry"), reason(expired)));
        events.addAll(changed.events());
        yield new Outcome.Changed(changed.next(), events, changed.pages(), changed.cancels());
      }
      case Outcome.Unchanged _, Outcome.Refused _, Outcome.Outdated _ -> over;
    };
  }

  private static String reason(AlertChange.Expired expired) {
    return "nothing was heard of the alert since it fired at %s: it is taken to be over"
        .formatted(expired.lastFiredAt());
  }
}
