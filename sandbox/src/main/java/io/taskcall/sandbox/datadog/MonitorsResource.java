package io.taskcall.sandbox.datadog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskcall.sandbox.memory.Monitors;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Monitors as the first version of Datadog's API has them. */
@Path("/datadog/api/v1/monitor")
@Produces(MediaType.APPLICATION_JSON)
public class MonitorsResource {
  private static final int PAGE_MAX = 1_000;
  private static final int PAGE_USUAL = 100;

  private final Monitors monitors;
  private final MonitorJson json;
  private final MonitorBody request;

  MonitorsResource(Monitors monitors, MonitorJson json, MonitorBody request) {
    this.monitors = monitors;
    this.json = json;
    this.request = request;
  }

  @POST
  @Needs("monitors_write")
  public ObjectNode create(@Nullable String body) {
    var read = request.read(body);
    var monitor = request.create(read, monitors.nextId());
    var watched = monitors.add(monitor, request.options(read), List.of(), Instant.now());
    return json.withCreator(restricted(json.write(watched)));
  }

  /** All of them, or a page of them, in their order, of those with ids above an offset. */
  @GET
  @Needs("monitors_read")
  public ArrayNode list(
      @QueryParam("group_states") @Nullable String groupStates,
      @QueryParam("id_offset") @DefaultValue("0") long idOffset,
      @QueryParam("page") @Nullable Integer page,
      @QueryParam("page_size") @Nullable Integer pageSize) {
    if (pageSize != null && (pageSize < 1 || pageSize > PAGE_MAX)) {
      throw DatadogError.text(400, "page_size must be 1 to " + PAGE_MAX);
    }
    int size = pageSize == null ? PAGE_USUAL : pageSize;
    return json.list(
        monitors.all().stream()
            .filter(watched -> watched.monitor().id() > idOffset)
            .skip(page == null ? 0 : (long) page * size)
            .limit(page == null && pageSize == null ? Long.MAX_VALUE : size)
            .toList(),
        groupStates);
  }

  @GET
  @Path("/{id}")
  @Needs("monitors_read")
  public ObjectNode get(
      @PathParam("id") String id,
      @QueryParam("group_states") @Nullable String groupStates,
      @QueryParam("with_downtimes") boolean withDowntimes) {
    var watched = monitors.find(number(id)).orElseThrow(MonitorsResource::notFound);
    var answer = json.withCreator(json.write(watched));
    if (groupStates != null) {
      json.addGroups(answer, watched, groupStates);
    }
    if (withDowntimes) {
      answer.putArray("matching_downtimes");
    }
    return answer;
  }

  @PUT
  @Path("/{id}")
  @Needs("monitors_write")
  public ObjectNode update(@PathParam("id") String id, @Nullable String body) {
    var read = request.read(body);
    var changed =
        monitors
            .change(
                number(id),
                known -> request.update(read, known),
                known -> read.has("options") ? request.options(read) : known,
                Instant.now())
            .orElseThrow(MonitorsResource::notFound);
    return restricted(json.write(changed));
  }

  @DELETE
  @Path("/{id}")
  @Needs("monitors_write")
  public Map<String, Long> delete(@PathParam("id") String id) {
    if (!monitors.remove(number(id))) {
      throw notFound();
    }
    return Map.of("deleted_monitor_id", number(id));
  }

  /** Only answers to writes speak of it. */
  private static ObjectNode restricted(ObjectNode node) {
    return node.putNull("restriction_policy");
  }

  private static long number(String id) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException malformed) {
      throw DatadogError.text(400, "monitor_id is not a number");
    }
  }

  private static DatadogError notFound() {
    return DatadogError.text(404, "Monitor not found");
  }
}
