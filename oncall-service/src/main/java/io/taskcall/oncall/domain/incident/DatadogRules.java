package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.Actor;
import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.DatadogChange;
import io.taskcall.contracts.IncidentSnapshot.Status;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import io.taskcall.oncall.domain.escalation.Directory;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people do in Datadog to the incident that one of ours mirrors. */
public final class DatadogRules {
  private static final String MIRROR = "datadog_mirror";

  /** What the titles of incidents end with that the mirror declares in Datadog for ours. */
  private static final Pattern OURS = Pattern.compile("\\[TaskCall #\\d+-[0-9a-f]{8}]$");

  private DatadogRules() {}

  /** True for what Datadog says of an incident there that mirrors one of ours. */
  static boolean isOurs(AlertDetails details) {
    return details.origin() instanceof Origin.DatadogIncident
        && OURS.matcher(details.title().strip()).find();
  }

  /** A change in Datadog, applied to our incident. */
  public static Outcome hear(
      Incident incident, DatadogChange change, Directory directory, Instant now) {
    var by = new Actor.Datadog(change.link().integrationId(), change.by());
    var cause = new Cause(change.id(), by, now);
    return switch (change) {
      case DatadogChange.StatusChanged changed ->
          isOvertaken(changed.from(), incident.snapshot().status())
              ? overtaken()
              : become(incident, changed.status(), cause, directory);
      case DatadogChange.SeverityChanged changed ->
          isOvertaken(changed.from(), word(incident.trouble().priority()))
              ? overtaken()
              : Editing.prioritize(incident, changed.priority(), cause);
      case DatadogChange.TitleChanged changed ->
          isOvertaken(changed.from(), incident.trouble().title())
              ? overtaken()
              : Editing.retitle(incident, changed.title(), cause);
      case DatadogChange.Reopened _ -> new Outcome.Unchanged("it goes on as another incident");
      case DatadogChange.ConflictDecided conflict -> noted(incident, cause, said(conflict));
      case DatadogChange.Linked linked -> noted(incident, cause, said(linked));
      case DatadogChange.GivenUp given ->
          noted(
              incident,
              cause,
              "Not changed in Datadog: %s. It answered: %s"
                  .formatted(given.what(), given.reason()));
    };
  }

  private static Outcome become(
      Incident incident, Status status, Cause cause, Directory directory) {
    return switch (status) {
      case OPEN -> open(incident, cause, directory);
      case ACKNOWLEDGED -> incident.acknowledge(cause);
      case RESOLVED -> incident.resolve(cause);
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

  /** Whoever judged the change knew another incident than this. */
  private static boolean isOvertaken(@Nullable Object expected, Object found) {
    return expected != null && !expected.equals(found);
  }

  private static Outcome overtaken() {
    return new Outcome.Unchanged("somebody changed it here meanwhile");
  }

  private static Outcome noted(Incident incident, Cause cause, String text) {
    return Outcome.Changed.to(incident, Asking.note(incident, cause.byRule(MIRROR), text));
  }

  private static String said(DatadogChange.ConflictDecided conflict) {
    return "Changed on both sides: the %s became %s here and %s in Datadog. %s stays: %s"
        .formatted(
            conflict.field().name().toLowerCase(Locale.ROOT),
            conflict.taskcall(),
            conflict.datadog(),
            switch (conflict.kept()) {
              case TASKCALL -> "What is here";
              case DATADOG -> "What is in Datadog";
            },
            conflict.reason());
  }

  private static String said(DatadogChange.Linked linked) {
    var where = linked.url() == null ? "" : ", " + linked.url();
    return "Mirrored by incident %s in Datadog%s".formatted(linked.publicId(), where);
  }

  private static String word(@Nullable Priority priority) {
    return priority == null ? "none" : priority.name();
  }
}
