package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Actor;
import io.taskcall.contracts.Ids;
import io.taskcall.oncall.domain.incident.Cause;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.domain.incident.Outcome;
import io.taskcall.oncall.postgres.IncidentActions;
import io.taskcall.oncall.postgres.Members;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * What people do to incidents. Doing it twice is fine and answers with the incident as it is; what
 * the state does not allow is a conflict.
 */
@Path("/api/v1/incidents/{id}")
@Tag(name = "incidents")
public final class IncidentActionResource {
  private final IncidentActions incidents;

  IncidentActionResource(IncidentActions incidents) {
    this.incidents = incidents;
  }

  @POST
  @Path("acknowledge")
  @Operation(
      summary = "Take an incident on: escalation stops",
      description = "200 also if it was acknowledged already; 409 if it is resolved.")
  public Uni<IncidentBody> acknowledge(
      @Context ContainerRequestContext request, @PathParam("id") String id) {
    return act(request, id, Incident::acknowledge);
  }

  @POST
  @Path("resolve")
  @Operation(summary = "Resolve an incident", description = "200 also if it was resolved already.")
  public Uni<IncidentBody> resolve(
      @Context ContainerRequestContext request, @PathParam("id") String id) {
    return act(request, id, Incident::resolve);
  }

  private Uni<IncidentBody> act(
      ContainerRequestContext request, String id, BiFunction<Incident, Cause, Outcome> action) {
    var caller = Authentication.caller(request);
    var cause = cause(caller);
    return incidents
        .act(
            caller.organizationId(),
            IncidentResource.uuid(id),
            (incident, _) -> action.apply(incident, cause),
            cause.at())
        .map(done -> done.orElseThrow(() -> ProblemException.notFound("incident")))
        .map(IncidentActionResource::body);
  }

  /** Each request is a cause of its own: a person may do the same thing again. */
  private static Cause cause(Members.Caller caller) {
    var by = new Actor.Person(caller.userId(), caller.name());
    return new Cause(Ids.derive("request", caller.userId(), UUID.randomUUID()), by, Instant.now());
  }

  private static IncidentBody body(IncidentActions.Done done) {
    return switch (done.outcome()) {
      case Outcome.Changed _, Outcome.Unchanged _ -> IncidentBody.of(done.incident());
      case Outcome.Refused refused -> throw ProblemException.conflict(refused.reason());
    };
  }
}
