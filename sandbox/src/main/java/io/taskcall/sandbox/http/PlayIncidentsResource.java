package io.taskcall.sandbox.http;

import io.taskcall.sandbox.delivery.IncidentDesk;
import io.taskcall.sandbox.domain.incident.Field;
import io.taskcall.sandbox.domain.incident.Incident;
import io.taskcall.sandbox.domain.incident.IncidentChange;
import io.taskcall.sandbox.domain.incident.Person;
import io.taskcall.sandbox.memory.Incidents;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Incidents as somebody handles them in Datadog's own pages. */
@Path("/api/datadog/incidents")
public class PlayIncidentsResource {
  record Wanted(@Nullable String title, @Nullable String severity, @Nullable String state) {}

  record View(
      UUID id,
      long publicId,
      String title,
      String state,
      String severity,
      Instant created,
      Instant modified,
      String modifiedBy) {}

  private final Incidents incidents;
  private final IncidentDesk desk;

  PlayIncidentsResource(Incidents incidents, IncidentDesk desk) {
    this.incidents = incidents;
    this.desk = desk;
  }

  @GET
  public List<View> newest(@QueryParam("limit") @DefaultValue("100") int limit) {
    return incidents.newest(limit).stream().map(PlayIncidentsResource::view).toList();
  }

  @POST
  public Response declare(@Nullable Wanted wanted) {
    if (wanted == null || wanted.title() == null || wanted.title().isBlank()) {
      throw Problem.badRequest("An incident needs a title.");
    }
    var incident = desk.declare(change(wanted), Person.DANA, Instant.now());
    return Response.status(201).entity(view(incident)).build();
  }

  @PATCH
  @Path("/{id}")
  public View change(@PathParam("id") UUID id, @Nullable Wanted wanted) {
    if (wanted == null) {
      throw Problem.badRequest("The body must say what changes.");
    }
    return desk.change(id, change(wanted), Person.DANA, Instant.now())
        .map(PlayIncidentsResource::view)
        .orElseThrow(() -> Problem.notFound("There is no incident " + id + "."));
  }

  private static IncidentChange change(Wanted wanted) {
    var fields = new LinkedHashMap<String, Field>();
    if (wanted.state() != null) {
      fields.put("state", Field.dropdown(wanted.state()));
    }
    if (wanted.severity() != null) {
      fields.put("severity", Field.dropdown(wanted.severity()));
    }
    var change = new IncidentChange(wanted.title(), null, fields, null);
    change
        .problem()
        .ifPresent(problem -> {
          throw Problem.badRequest(problem);
        });
    return change;
  }

  private static View view(Incident incident) {
    return new View(
        incident.id(),
        incident.number(),
        incident.title(),
        incident.state(),
        incident.severity(),
        incident.history().created(),
        incident.history().modified(),
        incident.history().modifiedBy().name());
  }
}
