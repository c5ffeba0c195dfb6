package io.taskcall.sandbox.datadog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskcall.sandbox.delivery.Announcements;
import io.taskcall.sandbox.domain.webhook.Event;
import io.taskcall.sandbox.domain.webhook.EventIds;
import io.taskcall.sandbox.domain.webhook.Organization;
import io.taskcall.sandbox.memory.PostedEvents;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Events that people post, and list; one whose text names a webhook is sent there. */
@Path("/datadog/api/v1/events")
@Produces(MediaType.APPLICATION_JSON)
public class EventsResource {
  private static final Pattern HANDLE = Pattern.compile("@webhook-([A-Za-z0-9_-]+)");
  private static final int EVENTS_MAX = 1_000;
  private static final Duration OLDEST = Duration.ofHours(18);

  /** Datadog writes the number as a double holds it; only {@code id_str} is exact. */
  private static final MathContext ROUNDED = new MathContext(16);

  private final EventIds eventIds;
  private final Announcements announcements;
  private final PostedEvents posted;
  private final Bodies bodies;

  EventsResource(
      EventIds eventIds, Announcements announcements, PostedEvents posted, Bodies bodies) {
    this.posted = posted;
    this.eventIds = eventIds;
    this.announcements = announcements;
    this.bodies = bodies;
  }

  @POST
  @Needs(Needs.KEYS_ONLY)
  public Response post(@Nullable String body) {
    var given = bodies.read(body, () -> DatadogError.text(400, "Invalid JSON"));
    var title = Bodies.text(given, "title").orElseThrow(() -> missing("title"));
    var text = Bodies.text(given, "text").orElseThrow(() -> missing("text"));
    var now = Instant.now();
    var at =
        given.has("date_happened")
            ? Instant.ofEpochSecond(given.path("date_happened").asLong())
            : now;
    if (at.isBefore(now.minus(OLDEST))) {
      throw DatadogError.text(400, "Event too far in the past");
    }
    var tags = new ArrayList<String>();
    given.path("tags").forEach(tag -> tags.add(tag.asText()));
    var key = given.path("aggregation_key").asText(UUID.randomUUID().toString().replace("-", ""));
    var event =
        new Event(
            eventIds.next(now),
            at,
            "api",
            title,
            text,
            key,
            given.path("alert_type").asText("info"),
            tags);
    posted.all().add(event.id(), event);
    announcements.announce(
        event, HANDLE.matcher(text).results().map((MatchResult found) -> found.group(1)).toList());
    return Response.status(202).entity(answer(event, given)).build();
  }

  /** What people posted; the events of monitors are not among it. */
  @GET
  @Needs("events_read")
  public ObjectNode list(
      @QueryParam("start") @Nullable Long start,
      @QueryParam("end") @Nullable Long end,
      @QueryParam("tags") @Nullable String tags) {
    if (start == null || end == null) {
      throw missing(start == null ? "start" : "end");
    }
    var wanted = tags == null ? List.<String>of() : List.of(tags.split(",", -1));
    var answer = bodies.object();
    var events = answer.putArray("events");
    posted
        .all()
        .newest(
            event ->
                event.at().getEpochSecond() >= start
                    && event.at().getEpochSecond() <= end
                    && event.tags().containsAll(wanted),
            EVENTS_MAX)
        .forEach(event -> events.add(listed(event)));
    answer.put("status", "ok");
    return answer;
  }

  private ObjectNode listed(Event event) {
    var node = bodies.object();
    node.put("id", new BigDecimal(event.id()).round(ROUNDED).toBigInteger())
        .put("id_str", event.id())
        .put("title", event.title())
        .put("text", event.message())
        .put("alert_type", event.alertType())
        .put("date_happened", event.at().getEpochSecond())
        .put("url", "/event/event?id=" + event.id())
        .set("tags", bodies.tree(event.tags()));
    return node;
  }

  private ObjectNode answer(Event event, ObjectNode given) {
    var answer = bodies.object();
    answer.put("status", "ok");
    answer
        .putObject("event")
        .put("id", new BigDecimal(event.id()).round(ROUNDED).toBigInteger())
        .put("id_str", event.id())
        .put("title", event.title())
        .put("text", event.message())
        .put("date_happened", event.at().getEpochSecond())
        .putNull("handle")
        .put("priority", Bodies.text(given, "priority").orElse(null))
        .putNull("related_event_id")
        .put("url", Organization.SANDBOX.app() + "/event/event?id=" + event.id())
        .set("tags", bodies.tree(event.tags()));
    return answer;
  }

  private static DatadogError missing(String field) {
    return DatadogError.text(400, "Missing required field: " + field);
  }
}
