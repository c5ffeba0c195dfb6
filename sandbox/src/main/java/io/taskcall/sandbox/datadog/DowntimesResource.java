package io.taskcall.sandbox.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskcall.sandbox.domain.monitor.Downtime;
import io.taskcall.sandbox.memory.Downtimes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Downtimes as the second version of Datadog's API has them. */
@Path("/datadog/api/v2/downtime")
@Produces(MediaType.APPLICATION_JSON)
public class DowntimesResource {
  private static final String SCOPE = "monitors_downtime";
  private static final int DOWNTIMES_MAX = 20_000;

  private final Downtimes downtimes;
  private final DowntimeJson json;
  private final Bodies bodies;

  DowntimesResource(Downtimes downtimes, DowntimeJson json, Bodies bodies) {
    this.downtimes = downtimes;
    this.json = json;
    this.bodies = bodies;
  }

  @GET
  @Needs(SCOPE)
  public ObjectNode list(
      @QueryParam("current_only") boolean currentOnly,
      @QueryParam("page[limit]") @DefaultValue("30") int limit,
      @QueryParam("page[offset]") @DefaultValue("0") int offset) {
    var now = Instant.now();
    var all =
        downtimes
            .all()
            .newest(one -> !currentOnly || one.status(now).equals("active"), DOWNTIMES_MAX);
    var answer = bodies.object();
    var data = answer.putArray("data");
    all.stream().skip(offset).limit(limit).forEach(one -> data.add(json.data(one, now)));
    answer.putObject("meta").putObject("page").put("total_filtered_count", all.size());
    return answer;
  }

  @POST
  @Needs(SCOPE)
  public ObjectNode create(@Nullable String body) {
    var now = Instant.now();
    var attributes = json.attributes(body);
    var schedule = attributes.path("schedule");
    var start = DowntimeJson.time(schedule, "start");
    var downtime =
        new Downtime(
            UUID.randomUUID(),
            monitor(attributes),
            Bodies.text(attributes, "scope")
                .orElseThrow(() -> DatadogError.badRequest("scope is required")),
            Bodies.text(attributes, "message").orElse(null),
            start == null ? now : start,
            future(DowntimeJson.time(schedule, "end"), now),
            now,
            now,
            null);
    downtimes.all().add(downtime.id().toString(), downtime);
    return one(downtime, now);
  }

  private static long monitor(JsonNode attributes) {
    var monitor = attributes.path("monitor_identifier").path("monitor_id");
    if (!monitor.isIntegralNumber()) {
      throw DatadogError.badRequest("the sandbox takes downtimes of one monitor only");
    }
    return monitor.asLong();
  }

  private static @Nullable Instant future(@Nullable Instant end, Instant now) {
    if (end != null && !end.isAfter(now)) {
      throw DatadogError.badRequest("schedule.end must be in the future");
    }
    return end;
  }

  @GET
  @Path("/{id}")
  @Needs(SCOPE)
  public ObjectNode get(@PathParam("id") String id) {
    return one(downtimes.all().find(id), Instant.now());
  }

  @PATCH
  @Path("/{id}")
  @Needs(SCOPE)
  public ObjectNode update(@PathParam("id") String id, @Nullable String body) {
    var now = Instant.now();
    var schedule = json.attributes(body).path("schedule");
    var end = future(DowntimeJson.time(schedule, "end"), now);
    return one(downtimes.all().change(id, known -> known.until(end, now)), now);
  }

  @DELETE
  @Path("/{id}")
  @Needs(SCOPE)
  public void cancel(@PathParam("id") String id) {
    var now = Instant.now();
    if (downtimes.all().change(id, known -> known.canceledAt(now)).isEmpty()) {
      throw notFound();
    }
  }

  private ObjectNode one(Optional<Downtime> downtime, Instant now) {
    return one(downtime.orElseThrow(DowntimesResource::notFound), now);
  }

  private ObjectNode one(Downtime downtime, Instant now) {
    var answer = bodies.object();
    answer.set("data", json.data(downtime, now));
    return answer;
  }

  private static DatadogError notFound() {
    return DatadogError.notFound("downtime");
  }
}
