package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.postgres.IncidentActions.Done;
import io.taskcall.oncall.postgres.IncidentLinks;
import io.taskcall.oncall.postgres.IncidentQueries;
import io.taskcall.oncall.postgres.Merges;
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
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Incidents that turn out to be one, to be two after all, or to have to do with each other. */
@Needs(toChange = Right.RESPOND)
@Path("/api/v1/incidents")
@Tag(name = "incidents")
@APIResponse(responseCode = "404", description = "There is no such incident.")
@APIResponse(responseCode = "409", description = "It cannot be done to them as they are.")
public final class MergeResource {
  private final IncidentQueries incidents;
  private final Merges merges;
  private final IncidentLinks links;
  private final Once once;

  MergeResource(IncidentQueries incidents, Merges merges, IncidentLinks links, Once once) {
    this.incidents = incidents;
    this.merges = merges;
    this.links = links;
    this.once = once;
  }

  /** An incident that another has to do with, and since when somebody says so. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record LinkBody(Instant at, IncidentBody incident) {
    static LinkBody of(IncidentLinks.Linked linked) {
      return new LinkBody(linked.at(), IncidentBody.of(linked.incident()));
    }
  }

  @POST
  @Path("{id}/merge")
  @Operation(
      summary = "Make other incidents part of this one",
      description =
          "Their alerts are its alerts from now on, and nobody is asked about them any more: they"
              + " are resolved, and say in mergedInto what they are part of. All of them, or none.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Wishes.Merge.class)))
  @APIResponseSchema(IncidentBody.class)
  public Uni<Response> merge(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      byte @Nullable [] body) {
    var wish = Body.read(Wishes.Merge.class, body);
    var target = IncidentResource.uuid(id);
    var sources = new LinkedHashSet<>(Limits.list("incidents", wish.incidents(), Limits.BULK_MAX));
    if (sources.contains(target)) {
      throw ProblemException.field("incidents", "names the incident itself");
    }
    return once.answer(
        request,
        body,
        () ->
            merges
                .merge(
                    organization(request),
                    target,
                    sources,
                    Tags.wanted(request),
                    Acting.cause(request))
                .map(MergeResource::response));
  }

  @POST
  @Path("{id}/unmerge")
  @Operation(
      summary = "Take an incident out of the one that it is part of",
      description =
          "It opens again with its alerts and asks from the first level, unless they"
              + " are all over. Answers with the incident taken out.")
  @APIResponseSchema(IncidentBody.class)
  public Uni<Response> unmerge(
      @Context ContainerRequestContext request, @PathParam("id") String id) {
    var source = IncidentResource.uuid(id);
    return once.answer(
        request,
        null,
        () ->
            merges
                .unmerge(organization(request), source, Acting.cause(request))
                .map(MergeResource::response));
  }

  @GET
  @Path("{id}/merged")
  @Operation(summary = "The incidents that are part of this one")
  public Uni<Listing<IncidentBody>> merged(
      @Context ContainerRequestContext request, @PathParam("id") String id) {
    return find(request, id)
        .flatMap(incident -> merges.parts(incident.id()))
        .map(parts -> Listing.whole(parts.stream().map(IncidentBody::of).toList()));
  }

  @GET
  @Path("{id}/links")
  @Operation(summary = "Incidents that this one has to do with, because somebody says so")
  public Uni<Listing<LinkBody>> links(
      @Context ContainerRequestContext request, @PathParam("id") String id) {
    return find(request, id)
        .flatMap(incident -> links.of(organization(request), incident.id()))
        .map(linked -> Listing.whole(linked.stream().map(LinkBody::of).toList()));
  }

  @POST
  @Path("{id}/links")
  @Operation(summary = "Say that this incident has to do with another; each then says so")
  @RequestBody(content = @Content(schema = @Schema(implementation = Wishes.Link.class)))
  @APIResponseSchema(IncidentBody.class)
  public Uni<Response> link(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      byte @Nullable [] body) {
    var other = Limits.present("incident", Body.read(Wishes.Link.class, body).incident());
    var one = IncidentResource.uuid(id);
    if (other.equals(one)) {
      throw ProblemException.field("incident", "is the incident itself");
    }
    return once.answer(
        request,
        body,
        () ->
            links
                .link(organization(request), one, other, Acting.cause(request))
                .map(MergeResource::response));
  }

  @DELETE
  @Path("{id}/links/{other}")
  @Operation(summary = "Take it back that this incident has to do with another")
  @APIResponseSchema(IncidentBody.class)
  public Uni<Response> unlink(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      @PathParam("other") String other) {
    return links
        .unlink(
            organization(request),
            IncidentResource.uuid(id),
            IncidentResource.uuid(other),
            Acting.cause(request))
        .map(MergeResource::response);
  }

  private Uni<Incident> find(ContainerRequestContext request, String id) {
    return incidents
        .one(organization(request), IncidentResource.uuid(id))
        .map(found -> found.orElseThrow(() -> ProblemException.notFound("incident")));
  }

  private static Response response(Optional<Done> done) {
    return Acting.response(done.orElseThrow(() -> ProblemException.notFound("incident")));
  }

  private static UUID organization(ContainerRequestContext request) {
    return Authentication.caller(request).organizationId();
  }
}
