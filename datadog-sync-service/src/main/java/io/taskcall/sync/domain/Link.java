package io.taskcall.sync.domain;

import io.taskcall.contracts.DatadogChange;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.contracts.IncidentSnapshot.Status;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ties an incident of ours to the Datadog incident it came from, with what each side last said. */
public record Link(
    UUID incidentId,
    UUID organizationId,
    UUID integrationId,
    String datadogUuid,
    Instant openedAt,
    Ours ours,
    Theirs theirs) {

  /** Where the incident stands with us. */
  public record Ours(Status status, @Nullable Priority priority) {}

  /**
   * Where it stood in Datadog when we last looked.
   *
   * @param modified Datadog's stamp on what we saw; absent until we have looked
   */
  public record Theirs(String state, @Nullable String severity, @Nullable Instant modified) {
    /** True if {@code seen} is what was there before this. */
    boolean isNewerThan(DatadogIncident seen) {
      return modified != null && seen.modified() != null && seen.modified().isBefore(modified);
    }
  }

  /** The link of an incident that came from a Datadog incident; others have none. */
  public static Optional<Link> of(IncidentSnapshot incident) {
    var source = incident.source();
    return source != null && source.origin() instanceof Origin.DatadogIncident origin
        ? Optional.of(
            new Link(
                incident.id(),
                incident.organizationId(),
                source.integrationId(),
                origin.uuid(),
                incident.openedAt(),
                new Ours(incident.status(), incident.priority()),
                new Theirs(stateOf(origin), origin.severity(), null)))
        : Optional.empty();
  }

  /** What readers of our events know it by. */
  public DatadogChange.LinkRef ref() {
    return new DatadogChange.LinkRef(incidentId, organizationId, integrationId, datadogUuid);
  }

  Link withOurs(IncidentSnapshot incident) {
    return with(new Ours(incident.status(), incident.priority()), theirs);
  }

  Link withTheirs(DatadogIncident seen) {
    return with(ours, new Theirs(seen.state(), seen.severity(), seen.modified()));
  }

  private Link with(Ours nextOurs, Theirs nextTheirs) {
    return new Link(
        incidentId, organizationId, integrationId, datadogUuid, openedAt, nextOurs, nextTheirs);
  }

  /** A payload without the state says nothing, and incidents begin active. */
  private static String stateOf(Origin.DatadogIncident origin) {
    return origin.status() == null ? States.ACTIVE : origin.status();
  }
}
