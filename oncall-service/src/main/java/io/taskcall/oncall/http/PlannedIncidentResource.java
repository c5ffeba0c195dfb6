package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Actor;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentSnapshot.Urgency;
import io.taskcall.contracts.Priority;
import io.taskcall.oncall.domain.incident.ByHand;
import io.taskcall.oncall.domain.incident.Planned;
import io.taskcall.oncall.postgres.PlannedIncidents;
import io.taskcall.rights.Needs;
import io.taskcall.rights.Right;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Incidents that open at a time that somebody chose. */
@Needs(toChange = Right.RESPOND)
@Path("/api/v1/planned-incidents")
@Tag(name = "incidents")
@APIResponse(responseCode = "404", description = "There is none such that waits for its time.")
public final class PlannedIncidentResource {
  private static final Duration FARTHEST = Duration.ofDays(366);

  private final PlannedIncidents incidents;
  private final Once once;

  PlannedIncidentResource(PlannedIncidents incidents, Once once) {
    this.incidents = incidents;
    this.once = once;
  }

  /** An incident that is to be opened. */
  @Schema(name = "NewPlannedIncident")
  public record Wish(
      @Schema(examples = "Certificate ends today", maxLength = Limits.TITLE_MAX, required = true)
          @Nullable String title,
      @Schema(description = "The id of the service.", required = true) @Nullable UUID service,
      @Schema(
              description = "When; at most 366 days from now.",
              examples = "2026-03-01T14:00:00+01:00",
              required = true)
          @Nullable Instant at,
      @Schema(description = "high (the usual) or low.") @Nullable Urgency urgency,
      @Nullable Priority priority,
      @Schema(description = "What has to be known then.", maxLength = Limits.NOTE_MAX)
          @Nullable String note) {
    Planned planned(UUID id, UUID organizationId, Actor by, Instant now) {
      var when = Limits.present("at", at);
      if (!when.isAfter(now) || when.isAfter(now.plus(FARTHEST))) {
        throw ProblemException.field("at", "is in the future, at most 366 days from now");
      }
      var wish =
          new ByHand(
              Limits.line("title", title, Limits.TITLE_MAX),
              urgency,
              priority,
              note == null ? null : Limits.text("note", note, Limits.NOTE_MAX));
      return new Planned(id, organizationId, Limits.present("service", service), when, wish, by);
    }
  }

  /**
   * An incident that is to be opened, or was.
   *
   * @param by the name of whoever wants it
   * @param incident the id of the incident once it is open
   */
  @Schema(name = "PlannedIncident")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record PlannedBody(
      UUID id,
      String title,
      UUID service,
      Instant at,
      @Nullable Urgency urgency,
      @Nullable Priority priority,
      @Nullable String note,
      @Nullable String by,
      @Nullable UUID incident) {
    static PlannedBody of(PlannedIncidents.Kept kept) {
      var planned = kept.planned();
      var wish = planned.wish();
      return new PlannedBody(
          planned.id(),
          wish.title(),
          planned.serviceId(),
          planned.at(),
          wish.urgency(),
          wish.priority(),
          wish.note(),
          planned.by() instanceof Actor.Person person ? person.name() : null,
          kept.opened() ? planned.incident() : null);
    }
  }

  @GET
  @Operation(summary = "The incidents that wait for their time, the next one first")
  public Uni<Listing<PlannedBody>> list(@Context ContainerRequestContext request) {
    return incidents
        .waiting(Authentication.caller(request).organizationId())
        .map(all -> Listing.whole(all.stream().map(PlannedBody::of).toList()));
  }

  @POST
  @Operation(
      summary = "Open an incident at some time",
      description = "It pages then as one that is opened by hand.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Wish.class)))
  @APIResponse(
      responseCode = "201",
      description = "It will be opened.",
      content = @Content(schema = @Schema(implementation = PlannedBody.class)))
  public Uni<Response> plan(@Context ContainerRequestContext request, byte @Nullable [] body) {
    var wish = Body.read(Wish.class, body);
    return once.answer(request, body, () -> plan(request, wish));
  }

  private Uni<Response> plan(ContainerRequestContext request, Wish wish) {
    var organization = Authentication.caller(request).organizationId();
    var cause = Acting.cause(request);
    var id = Ids.derive("planned", organization, cause.id());
    return incidents
        .save(wish.planned(id, organization, cause.by(), cause.at()))
        .invoke(saved -> {
          if (!saved) {
            throw ProblemException.field("service", "is unknown");
          }
        })
        .flatMap(_ -> found(request, id))
        .map(made -> Response.status(Response.Status.CREATED).entity(PlannedBody.of(made)).build());
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One of them; incident is its id once it is open")
  public Uni<PlannedBody> one(
      @Context ContainerRequestContext request, @PathParam("id") String id) {
    return found(request, IncidentResource.uuid(id)).map(PlannedBody::of);
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Do not open it")
  @APIResponse(responseCode = "204", description = "It will not be opened.")
  @APIResponse(responseCode = "409", description = "It is open already.")
  public Uni<Response> remove(
      @Context ContainerRequestContext request, @PathParam("id") String id) {
    return found(request, IncidentResource.uuid(id))
        .flatMap(kept -> incidents.remove(kept.planned().organizationId(), kept.planned().id()))
        .map(removed -> {
          if (!removed) {
            throw ProblemException.conflict("it is open already");
          }
          return Response.noContent().build();
        });
  }

  private Uni<PlannedIncidents.Kept> found(ContainerRequestContext request, UUID id) {
    return incidents
        .one(Authentication.caller(request).organizationId(), id)
        .map(found -> found.orElseThrow(() -> ProblemException.notFound("planned incident")));
  }
}
