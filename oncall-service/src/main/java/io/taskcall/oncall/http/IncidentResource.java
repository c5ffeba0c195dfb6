package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.postgres.IncidentQueries;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Incidents, to look at. */
@Path("/api/v1/incidents")
@Tag(name = "incidents")
public final class IncidentResource {
  private static final Set<String> STATUSES =
      Arrays.stream(IncidentSnapshot.Status.values())
          .map(status -> status.name().toLowerCase(Locale.ROOT))
          .collect(Collectors.toSet());

  private final IncidentQueries incidents;

  IncidentResource(IncidentQueries incidents) {
    this.incidents = incidents;
  }

  @GET
  @Operation(summary = "Incidents, newest first; filtered by status and service (id or name)")
  public Uni<Listing<IncidentBody>> list(
      @Context ContainerRequestContext request,
      @QueryParam("status") List<String> status,
      @QueryParam("service") @Nullable String service,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Limits.page(limit);
    var filter =
        new IncidentQueries.Filter(
            Authentication.caller(request).organizationId(),
            statuses(status),
            Optional.ofNullable(service).map(name -> name.replace('\0', '\ufffd')),
            Cursor.read(cursor));
    return incidents.list(filter, limit).map(IncidentResource::listing);
  }

  @GET
  @Path("{id}")
  @Operation(
      summary = "One incident",
      description = "Its ETag, sent back as If-Match, changes it only if nobody else has.")
  @APIResponseSchema(IncidentBody.class)
  public Uni<Response> one(@Context ContainerRequestContext request, @PathParam("id") String id) {
    return incidents
        .seen(Authentication.caller(request).organizationId(), uuid(id))
        .map(found -> found.orElseThrow(() -> ProblemException.notFound("incident")))
        .map(seen ->
            Response.ok(IncidentBody.of(seen.incident()))
                .header(HttpHeaders.ETAG, Tags.of(seen.version()))
                .build());
  }

  @GET
  @Path("{id}/timeline")
  @Operation(summary = "What happened to an incident, in order")
  public Uni<Listing<Details.EntryBody>> timeline(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      @QueryParam("limit") @DefaultValue("1000") int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    var after = Cursor.count(cursor);
    Limits.page(limit, Limits.TIMELINE_MAX);
    return find(request, id)
        .flatMap(incident -> incidents.timeline(incident.id(), after, limit))
        .map(part ->
            Listing.counted(
                part.entries().stream().map(Details.EntryBody::of).toList(), part.next()));
  }

  @GET
  @Path("{id}/alerts")
  @Operation(summary = "The alerts of an incident, in the order they joined")
  public Uni<Listing<Details.AlertBody>> alerts(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    var after = Cursor.count(cursor);
    Limits.page(limit);
    return find(request, id)
        .flatMap(incident -> incidents.alerts(incident.id(), after, limit))
        .map(IncidentResource::listing);
  }

  @GET
  @Path("{id}/pages")
  @Operation(summary = "Who was paged for an incident, and what became of it")
  public Uni<Listing<Details.PageBody>> pages(
      @Context ContainerRequestContext request, @PathParam("id") String id) {
    return find(request, id)
        .flatMap(incident -> incidents.pages(incident.id()))
        .map(pages -> Listing.whole(pages.stream().map(Details.PageBody::of).toList()));
  }

  private Uni<Incident> find(ContainerRequestContext request, String id) {
    return incidents
        .one(Authentication.caller(request).organizationId(), uuid(id))
        .map(found -> found.orElseThrow(() -> ProblemException.notFound("incident")));
  }

  static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("id");
    }
  }

  private static Listing<IncidentBody> listing(IncidentQueries.Part part) {
    var items = part.incidents().stream().map(IncidentBody::of).toList();
    return new Listing<>(items, part.next().map(Cursor::write).orElse(null));
  }

  private static Listing<Details.AlertBody> listing(IncidentQueries.Alerts part) {
    var items = part.alerts().stream().map(Details.AlertBody::of).toList();
    return Listing.counted(items, part.next());
  }

  private static List<String> statuses(List<String> given) {
    var all =
        given.stream()
            .flatMap(value -> Arrays.stream(value.split(",")))
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .toList();
    for (var status : all) {
      if (!STATUSES.contains(status)) {
        throw ProblemException.field("status", "is open, acknowledged or resolved, was " + status);
      }
    }
    return all;
  }
}
