package io.taskcall.sandbox.datadog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskcall.sandbox.datadog.IncidentJson.View;
import io.taskcall.sandbox.delivery.IncidentDesk;
import io.taskcall.sandbox.domain.incident.Incident;
import io.taskcall.sandbox.memory.Incidents;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Incidents as the second version of Datadog's API has them. */
@Path("/datadog/api/v2/incidents")
@Produces(MediaType.APPLICATION_JSON)
public class IncidentsResource {
  private final Incidents incidents;
  private final IncidentJson json;
  private final IncidentBody request;
  private final IncidentDesk desk;
  private final Callers callers;

  IncidentsResource(
      Incidents incidents,
      IncidentJson json,
      IncidentBody request,
      IncidentDesk desk,
      Callers callers) {
    this.incidents = incidents;
    this.json = json;
    this.request = request;
    this.desk = desk;
    this.callers = callers;
  }

  @GET
  @Needs("incident_read")
  public ObjectNode list(
      @QueryParam("page[size]") @Nullable String size,
      @QueryParam("page[offset]") @Nullable String offset,
      @QueryParam("include") @Nullable String include) {
    var page = Paging.of(size, offset);
    var found = incidents.list(page.offset(), page.size());
    var answer = answer(found, include);
    var data = answer.putArray("data");
    found.forEach(incident -> data.add(json.data(incident, View.FETCHED)));
    page.describe(answer, found.size());
    return answer;
  }

  @POST
  @Needs("incident_write")
  public Response create(
      @Nullable String body, @HeaderParam("Authorization") @Nullable String authorization) {
    var first = request.forCreate(body);
    var incident = desk.declare(first, callers.person(authorization), Instant.now());
    return Response.status(201).entity(one(incident, View.CREATED, null)).build();
  }

  @GET
  @Path("/{id}")
  @Needs("incident_read")
  public ObjectNode get(
      @PathParam("id") String id, @QueryParam("include") @Nullable String include) {
    var incident = incidents.find(uuid(id)).orElseThrow(IncidentsResource::notFound);
    return one(incident, View.FETCHED, include);
  }

  @PATCH
  @Path("/{id}")
  @Needs("incident_write")
  public ObjectNode update(
      @PathParam("id") String id,
      @QueryParam("include") @Nullable String include,
      @Nullable String body,
      @HeaderParam("Authorization") @Nullable String authorization) {
    var uuid = uuid(id);
    var change = request.forUpdate(body, uuid);
    return desk.change(uuid, change, callers.person(authorization), Instant.now())
        .map(changed -> one(changed, View.UPDATED, include))
        .orElseThrow(IncidentsResource::notFound);
  }

  @DELETE
  @Path("/{id}")
  @Needs("incident_write")
  public void delete(@PathParam("id") String id) {
    if (!incidents.remove(uuid(id))) {
      throw notFound();
    }
  }

  private ObjectNode one(Incident incident, View view, @Nullable String include) {
    var answer = answer(List.of(incident), include);
    answer.set("data", json.data(incident, view));
    return answer;
  }

  /** Starts with the people, if they were asked for. */
  private ObjectNode answer(List<Incident> incidents, @Nullable String include) {
    var answer = json.empty();
    if (include != null && List.of(include.split(",", -1)).contains("users")) {
      var included = answer.putArray("included");
      incidents.stream()
          .flatMap(incident ->
              Stream.of(
                  Optional.of(incident.history().createdBy()),
                  Optional.of(incident.history().modifiedBy()),
                  Optional.ofNullable(incident.commander())))
          .flatMap(Optional::stream)
          .distinct()
          .forEach(person -> included.add(json.user(person)));
    }
    return answer;
  }

  /** A public number is no id for the API. */
  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException malformed) {
      throw DatadogError.badRequest("incident_id is not a UUID: " + id);
    }
  }

  private static DatadogError notFound() {
    return DatadogError.notFound("incident not found: failed to get incident: incident");
  }
}
