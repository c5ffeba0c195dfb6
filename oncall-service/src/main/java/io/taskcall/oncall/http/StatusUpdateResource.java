package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Actor;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.oncall.domain.incident.Outcome;
import io.taskcall.oncall.postgres.IncidentActions.Done;
import io.taskcall.oncall.postgres.IncidentQueries;
import io.taskcall.oncall.postgres.StatusUpdates;
import io.taskcall.rights.Needs;
import io.taskcall.rights.Right;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What stakeholders are told of incidents. */
@Needs(toChange = Right.RESPOND)
@Path("/api/v1/incidents/{id}/status-updates")
@Tag(name = "status")
@APIResponse(responseCode = "404", description = "There is no such incident.")
public final class StatusUpdateResource {
  private final StatusUpdates updates;
  private final IncidentQueries incidents;
  private final Once once;

  StatusUpdateResource(StatusUpdates updates, IncidentQueries incidents, Once once) {
    this.updates = updates;
    this.incidents = incidents;
    this.once = once;
  }

  /** Tell stakeholders. */
  @Schema(name = "NewStatusUpdate")
  public record Wish(
      @Schema(
              description = "In words for people who do not work on it.",
              examples = "We know what it is. Paying works again within the hour.",
              maxLength = Limits.NOTE_MAX,
              required = true)
          @Nullable String message) {}

  /**
   * Something that stakeholders were told.
   *
   * @param by the name of whoever told it
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record StatusUpdateBody(UUID id, Instant at, @Nullable String by, String message) {
    static StatusUpdateBody of(StatusUpdates.Update update) {
      return new StatusUpdateBody(update.id(), update.at(), update.by(), update.message());
    }

    private static StatusUpdateBody of(List<IncidentEvent> events) {
      return events.stream()
          .filter(IncidentEvent.StatusUpdated.class::isInstance)
          .map(IncidentEvent.StatusUpdated.class::cast)
          .map(told -> new StatusUpdateBody(told.id(), told.at(), name(told.by()), told.message()))
          .findFirst()
          .orElseThrow();
    }

    private static @Nullable String name(Actor by) {
      return by instanceof Actor.Person person ? person.name() : null;
    }
  }

  @GET
  @Operation(summary = "What stakeholders were told of an incident, newest first")
  public Uni<Listing<StatusUpdateBody>> list(
      @Context ContainerRequestContext request, @PathParam("id") String id) {
    var incident = IncidentResource.uuid(id);
    return incidents
        .one(Authentication.caller(request).organizationId(), incident)
        .map(found -> found.orElseThrow(() -> ProblemException.notFound("incident")))
        .flatMap(_ -> updates.of(Set.of(incident)))
        .map(all ->
            Listing.whole(
                all.getOrDefault(incident, List.of()).stream().map(StatusUpdateBody::of).toList()));
  }

  @POST
  @Operation(
      summary = "Tell stakeholders how it goes",
      description =
          "Shown on the dashboards whose services feel the incident, and mailed to those who"
              + " subscribed to them.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Wish.class)))
  @APIResponse(
      responseCode = "201",
      description = "It is said.",
      content = @Content(schema = @Schema(implementation = StatusUpdateBody.class)))
  @APIResponse(responseCode = "412", description = "It is not as If-Match says it is.")
  public Uni<Response> tell(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      byte @Nullable [] body) {
    var wish = Body.read(Wish.class, body);
    var message = Limits.text("message", wish.message(), Limits.NOTE_MAX);
    var incident = IncidentResource.uuid(id);
    return once.answer(
        request,
        body,
        () ->
            updates
                .tell(
                    Authentication.caller(request).organizationId(),
                    incident,
                    Tags.wanted(request),
                    message,
                    Acting.cause(request))
                .map(done -> done.orElseThrow(() -> ProblemException.notFound("incident")))
                .map(StatusUpdateResource::said));
  }

  private static Response said(Done done) {
    return switch (done.outcome()) {
      case Outcome.Changed changed ->
          Response.status(Response.Status.CREATED)
              .entity(StatusUpdateBody.of(changed.events()))
              .header(HttpHeaders.ETAG, Tags.of(done.version()))
              .build();
      case Outcome.Unchanged unchanged -> throw ProblemException.conflict(unchanged.reason());
      case Outcome.Refused refused -> throw ProblemException.conflict(refused.reason());
      case Outcome.Outdated _ ->
          throw ProblemException.outdated(
              "it has changed since; it is now at " + Tags.of(done.version()));
    };
  }
}
