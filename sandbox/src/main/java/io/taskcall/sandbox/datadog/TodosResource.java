package io.taskcall.sandbox.datadog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskcall.sandbox.datadog.IncidentJson.View;
import io.taskcall.sandbox.domain.incident.Todo;
import io.taskcall.sandbox.memory.Incidents;
import io.taskcall.sandbox.memory.Todos;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is to be done about an incident, as the second version of Datadog's API has it. */
@Path("/datadog/api/v2/incidents/{incident}/relationships/todos")
@Produces(MediaType.APPLICATION_JSON)
public class TodosResource {
  private static final String TYPE = "incident_todos";
  private static final int MOST = 1_000;

  private final Incidents incidents;
  private final Todos todos;
  private final IncidentJson json;
  private final Bodies bodies;
  private final Callers callers;

  TodosResource(
      Incidents incidents, Todos todos, IncidentJson json, Bodies bodies, Callers callers) {
    this.incidents = incidents;
    this.todos = todos;
    this.json = json;
    this.bodies = bodies;
    this.callers = callers;
  }

  @GET
  @Needs("incident_read")
  public ObjectNode list(@PathParam("incident") String incident) {
    var answer = bodies.object();
    var data = answer.putArray("data");
    var incidentId = known(incident);
    todos
        .all()
        .newest(todo -> todo.incidentId().equals(incidentId), MOST)
        .reversed()
        .forEach(todo -> data.add(data(todo)));
    return answer;
  }

  @POST
  @Needs("incident_write")
  public Response create(
      @PathParam("incident") String incident,
      @Nullable String body,
      @HeaderParam("Authorization") @Nullable String authorization) {
    var incidentId = known(incident);
    var given =
        bodies.read(body, () -> DatadogError.badRequest("the body is not JSON")).path("data");
    if (!given.path("type").asText("").equals(TYPE)) {
      throw DatadogError.badRequest("data.type must be " + TYPE);
    }
    var attributes = given.path("attributes");
    if (!attributes.path("assignees").isArray()) {
      throw DatadogError.badRequest("assignees is required");
    }
    var assignees = new ArrayList<String>();
    attributes.path("assignees").forEach(assignee -> assignees.add(assignee.asText()));
    var todo =
        new Todo(
            UUID.randomUUID(),
            incidentId,
            Bodies.text(attributes, "content")
                .orElseThrow(() -> DatadogError.badRequest("content is required")),
            assignees,
            Bodies.text(attributes, "completed").orElse(null),
            Bodies.text(attributes, "due_date").orElse(null),
            Instant.now(),
            callers.person(authorization));
    todos.all().add(todo.id().toString(), todo);
    var answer = bodies.object();
    answer.set("data", data(todo));
    return Response.status(201).entity(answer).build();
  }

  @DELETE
  @Path("/{id}")
  @Needs("incident_write")
  public void delete(@PathParam("incident") String incident, @PathParam("id") String id) {
    known(incident);
    if (!todos.all().remove(id)) {
      throw DatadogError.notFound("todo");
    }
  }

  private ObjectNode data(Todo todo) {
    var at = Bodies.time(todo.created());
    var data = bodies.object();
    data.put("type", TYPE);
    data.put("id", todo.id().toString());
    var attributes = data.putObject("attributes");
    attributes.put("created", at);
    attributes.put("modified", at);
    attributes.put("completed", todo.completed());
    attributes.put("due_date", todo.due());
    attributes.set("assignees", bodies.tree(todo.assignees()));
    attributes.put("content", todo.content());
    json.who(attributes, "created_by", todo.createdBy(), View.CREATED);
    attributes.put("incident_id", todo.incidentId().toString());
    json.who(attributes, "last_modified_by", todo.createdBy(), View.CREATED);
    var relationships = data.putObject("relationships");
    IncidentJson.relate(relationships, "created_by_user", todo.createdBy());
    IncidentJson.relate(relationships, "last_modified_by_user", todo.createdBy());
    return data;
  }

  private UUID known(String incident) {
    return incidents.find(uuid(incident)).orElseThrow(() -> DatadogError.notFound("incident")).id();
  }

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException malformed) {
      throw DatadogError.badRequest("not a UUID: " + id);
    }
  }
}
