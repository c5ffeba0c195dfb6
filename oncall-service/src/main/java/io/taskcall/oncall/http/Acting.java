package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Actor;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.incident.Cause;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.domain.incident.Outcome;
import io.taskcall.oncall.postgres.IncidentActions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Does to an incident what a request asks for, and answers with the incident after it. */
@ApplicationScoped
class Acting {
  private final IncidentActions incidents;
  private final Once once;

  Acting(IncidentActions incidents, Once once) {
    this.incidents = incidents;
    this.once = once;
  }

  /** What is to be done. */
  interface Action {
    Outcome on(Incident incident, Directory directory, Cause cause);
  }

  Uni<Response> act(
      ContainerRequestContext request, String id, byte @Nullable [] body, Action action) {
    return once.answer(request, body, () -> act(request, id, action));
  }

  private Uni<Response> act(ContainerRequestContext request, String id, Action action) {
    var cause = cause(request);
    return incidents
        .act(
            Authentication.caller(request).organizationId(),
            IncidentResource.uuid(id),
            Tags.wanted(request),
            (incident, directory) -> action.on(incident, directory, cause),
            cause.at())
        .map(done -> done.orElseThrow(() -> ProblemException.notFound("incident")))
        .map(Acting::response);
  }

  /** Who asks for it; a request sent again under its key is the same cause. */
  static Cause cause(ContainerRequestContext request) {
    var caller = Authentication.caller(request);
    var by = new Actor.Person(caller.userId(), caller.name());
    return new Cause(Once.cause(request), by, Instant.now());
  }

  private static Response response(IncidentActions.Done done) {
    return switch (done.outcome()) {
      case Outcome.Changed _, Outcome.Unchanged _ ->
          Response.ok(IncidentBody.of(done.incident()))
              .header("ETag", Tags.of(done.version()))
              .build();
      case Outcome.Refused refused -> throw ProblemException.conflict(refused.reason());
      case Outcome.Outdated _ ->
          throw ProblemException.outdated(
              "it has changed since; it is now at " + Tags.of(done.version()));
    };
  }
}
