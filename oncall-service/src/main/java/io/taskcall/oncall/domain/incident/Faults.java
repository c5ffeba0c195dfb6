package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.Actor;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentEvent;
import java.util.List;

/** Tells of what could not be worked out, and counted as if it were not there. */
public final class Faults {
  private static final String RULE = "fault";

  private Faults() {}

  static List<IncidentEvent> notes(Incident incident, Cause cause, List<String> faults) {
    return faults.stream().distinct().map(fault -> note(incident, cause, fault)).toList();
  }

  private static IncidentEvent note(Incident incident, Cause cause, String fault) {
    var own = new Cause(Ids.derive(RULE, cause.id(), fault), cause.by(), cause.at());
    return Asking.note(incident, own.byRule(RULE), fault);
  }

  /** True if it tells of one. */
  public static boolean isTold(IncidentEvent event) {
    return event instanceof IncidentEvent.NoteAdded note
        && note.by() instanceof Actor.Rule(String name)
        && name.equals(RULE);
  }
}
