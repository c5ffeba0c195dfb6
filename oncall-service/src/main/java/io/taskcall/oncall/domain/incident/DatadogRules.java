package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.Actor;
import io.taskcall.contracts.DatadogChange;
import io.taskcall.oncall.domain.escalation.Directory;
import java.time.Instant;

/** What people do in Datadog to the incident that one of ours mirrors. */
public final class DatadogRules {
  private DatadogRules() {}

  /** A change in Datadog, applied to our incident. */
  public static Outcome hear(
      Incident incident, DatadogChange change, Directory directory, Instant now) {
    var by = new Actor.Datadog(change.link().integrationId(), change.by());
    var cause = new Cause(change.id(), by, now);
    return switch (change) {
      case DatadogChange.StatusChanged changed ->
          switch (changed.status()) {
            case OPEN -> open(incident, cause, directory);
            case ACKNOWLEDGED -> incident.acknowledge(cause);
            case RESOLVED -> incident.resolve(cause);
          };
      case DatadogChange.SeverityChanged changed ->
          Editing.prioritize(incident, changed.priority(), cause);
    };
  }

  private static Outcome open(Incident incident, Cause cause, Directory directory) {
    return switch (incident) {
      case Incident.Open _ -> new Outcome.Unchanged("it is open already");
      case Incident.Acknowledged acknowledged -> Asking.reopen(acknowledged, cause, directory);
      case Incident.Resolved _ ->
          new Outcome.Refused("it is resolved, and a resolved incident stays so");
    };
  }
}
