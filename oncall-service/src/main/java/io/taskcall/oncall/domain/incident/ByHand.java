package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.IncidentSnapshot.Urgency;
import io.taskcall.contracts.Priority;
import io.taskcall.oncall.domain.escalation.Directory;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An incident that a person opens: no alert hangs on it, so a person resolves it too. */
public record ByHand(
    String title, @Nullable Urgency urgency, @Nullable Priority priority, @Nullable String note) {
  /** The incident that a cause opens: the same cause, the same incident. */
  public static UUID incidentOf(Cause cause) {
    return Ids.derive("incident", cause.id());
  }

  /** Opens it and asks the first level of its service's policy. */
  public Outcome.Changed open(Service service, long number, Cause cause, Directory directory) {
    var about = new About(incidentOf(cause), number, service, cause.at(), null, false);
    var fresh =
        new Incident.Open(
            about,
            Trouble.saidBy(title, note, urgency, priority),
            Assignment.NOBODY,
            Optional.empty(),
            Optional.empty());
    var asked = Asking.first(fresh, cause, directory);
    var events = new ArrayList<IncidentEvent>();
    events.add(
        new IncidentEvent.Triggered(
            cause.event("incident.triggered", fresh.id()),
            cause.at(),
            cause.by(),
            asked.next().snapshot()));
    if (note != null) {
      var noted = new Cause(Ids.derive("note", cause.id()), cause.by(), cause.at());
      events.add(Asking.note(asked.next(), noted, note));
    }
    events.addAll(asked.events());
    return new Outcome.Changed(asked.next(), events, asked.pages(), false);
  }
}
