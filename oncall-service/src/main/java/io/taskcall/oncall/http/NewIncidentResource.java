package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.incident.ByHand;
import io.taskcall.oncall.domain.incident.Outcome;
import io.taskcall.oncall.postgres.IncidentActions;
import io.taskcall.oncall.postgres.NewIncidents;
import io.taskcall.rights.Needs;
import io.taskcall.rights.Right;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Incidents that people open, and what they do to many at once. */
@Needs(toChange = Right.RESPOND)
@Path("/api/v1/incidents")
@Tag(name = "incidents")
public final class NewIncidentResource {
  private final NewIncidents incidents;
  private final IncidentActions actions;
  private final Once once;

  NewIncidentResource(NewIncidents incidents, IncidentActions actions, Once once) {
    this.incidents = incidents;
    this.actions = actions;
    this.once = once;
  }

  /**
   * What came of one incident of many.
   *
   * @param result done, unchanged, refused or unknown
   * @param reason why, if it was not done
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record BulkBody(
      UUID id, String result, @Nullable String reason, @Nullable IncidentBody incident) {}

  @POST
  @Operation(
      summary = "Open an incident by hand",
      description =
          "It pages as an alert would. Send an Idempotency-Key to open it once, however often the"
              + " request is sent.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Wishes.Opening.class)))
  @APIResponse(
      responseCode = "201",
      description = "It is open.",
      content = @Content(schema = @Schema(implementation = IncidentBody.class)))
  public Uni<Response> open(@Context ContainerRequestContext request, byte @Nullable [] body) {
    var wish = Body.read(Wishes.Opening.class, body);
    var service = Limits.present("service", wish.service());
    var opening =
        new ByHand(
            Limits.line("title", wish.title(), Limits.TITLE_MAX),
            wish.urgency(),
            wish.priority(),
            wish.note() == null ? null : Limits.text("note", wish.note(), Limits.NOTE_MAX));
    return once.answer(
        request,
        body,
        () ->
            incidents
                .open(
                    Authentication.caller(request).organizationId(),
                    service,
                    opening,
                    Acting.cause(request))
                .map(
                    done -> done.orElseThrow(() -> ProblemException.field("service", "is unknown")))
                .map(NewIncidentResource::created));
  }

  @POST
  @Path("bulk/{action}")
  @Operation(
      summary = "Acknowledge or resolve many incidents",
      description = "One that refuses holds up no other; each says what came of it.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Wishes.Bulk.class)))
  @APIResponse(
      responseCode = "200",
      description = "What came of each, in the order asked for.",
      content = @Content(schema = @Schema(implementation = Listing.class)))
  public Uni<Response> bulk(
      @Context ContainerRequestContext request,
      @PathParam("action") String action,
      byte @Nullable [] body) {
    var wish = Body.read(Wishes.Bulk.class, body);
    var ids = new LinkedHashSet<>(Limits.list("ids", wish.ids(), Limits.BULK_MAX));
    var resolve =
        switch (action) {
          case "acknowledge" -> false;
          case "resolve" -> true;
          case String other -> throw ProblemException.notFound("action, which was " + other);
        };
    return once.answer(request, body, () -> bulk(request, ids, resolve));
  }

  private Uni<Response> bulk(ContainerRequestContext request, Set<UUID> ids, boolean resolve) {
    var cause = Acting.cause(request);
    return actions
        .actOnAll(
            Authentication.caller(request).organizationId(),
            ids,
            (incident, _) -> resolve ? incident.resolve(cause) : incident.acknowledge(cause),
            cause.at())
        .map(done -> Response.ok(Listing.whole(bodies(ids, done))).build());
  }

  private static List<BulkBody> bodies(Set<UUID> ids, List<IncidentActions.Done> done) {
    Map<UUID, BulkBody> bodies =
        done.stream()
            .map(NewIncidentResource::body)
            .collect(Collectors.toMap(BulkBody::id, Function.identity()));
    return ids.stream()
        .map(id ->
            bodies.getOrDefault(id, new BulkBody(id, "unknown", "there is no such incident", null)))
        .toList();
  }

  private static BulkBody body(IncidentActions.Done done) {
    var incident = IncidentBody.of(done.incident());
    return switch (done.outcome()) {
      case Outcome.Changed _ -> new BulkBody(incident.id(), "done", null, incident);
      case Outcome.Unchanged same ->
          new BulkBody(incident.id(), "unchanged", same.reason(), incident);
      case Outcome.Refused refused ->
          new BulkBody(incident.id(), "refused", refused.reason(), incident);
      case Outcome.Outdated _ -> new BulkBody(incident.id(), "refused", "it has changed", incident);
    };
  }

  private static Response created(IncidentActions.Done done) {
    return Response.status(Response.Status.CREATED)
        .entity(IncidentBody.of(done.incident()))
        .header(HttpHeaders.ETAG, Tags.of(done.version()))
        .build();
  }
}
