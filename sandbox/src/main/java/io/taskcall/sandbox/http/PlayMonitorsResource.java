package io.taskcall.sandbox.http;

import io.taskcall.sandbox.delivery.MonitorDesk;
import io.taskcall.sandbox.domain.monitor.Monitor;
import io.taskcall.sandbox.domain.monitor.MonitorType;
import io.taskcall.sandbox.domain.monitor.Transition;
import io.taskcall.sandbox.memory.Monitors;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The monitors, for people who play what happens to the things they watch. */
@Path("/api/datadog/monitors")
public class PlayMonitorsResource {
  /** What a new monitor needs is a name; the rest has something sensible. */
  record NewMonitor(
      @Nullable String name,
      @Nullable String type,
      @Nullable String query,
      @Nullable String message,
      @Nullable Integer priority,
      @Nullable List<String> tags,
      @Nullable List<String> scopes,
      @Nullable Boolean includeTags) {}

  record NewTransition(
      @Nullable String transition, @Nullable String scope, @Nullable Boolean test) {}

  /**
   * @param id of the event, which the webhook carries
   */
  record Moved(String id, String cycleKey, String title, String status) {}

  private final Monitors monitors;
  private final MonitorDesk desk;

  PlayMonitorsResource(Monitors monitors, MonitorDesk desk) {
    this.monitors = monitors;
    this.desk = desk;
  }

  @GET
  public List<MonitorView> list() {
    return monitors.all().stream().map(MonitorView::of).toList();
  }

  @POST
  public Response create(@Nullable NewMonitor given) {
    if (given == null || given.name() == null || given.name().isBlank()) {
      throw Problem.badRequest("A monitor needs a name.");
    }
    var type =
        MonitorType.named(Objects.requireNonNullElse(given.type(), "metric alert"))
            .orElseThrow(() -> Problem.badRequest("No such type of monitor: " + given.type()));
    var monitor =
        new Monitor(
            monitors.nextId(),
            given.name(),
            type,
            Objects.requireNonNullElse(
                given.query(), "avg(last_5m):avg:system.load.1{*} by {host} > 5"),
            Objects.requireNonNullElse(given.message(), given.name() + "\n\n@webhook-taskcall"),
            given.priority(),
            Objects.requireNonNullElse(given.tags(), List.of()),
            Objects.requireNonNullElse(given.includeTags(), true));
    var scopes = Objects.requireNonNullElse(given.scopes(), List.of("host:web-1"));
    var watched = monitors.add(monitor, Map.of(), scopes, Instant.now());
    return Response.status(201).entity(MonitorView.of(watched)).build();
  }

  @POST
  @Path("/{id}/transitions")
  public Response move(@PathParam("id") long id, @Nullable NewTransition given) {
    var wanted = given == null || given.transition() == null ? "" : given.transition();
    var transition =
        Transition.named(wanted)
            .orElseThrow(() -> Problem.badRequest("No such transition: \"" + wanted + "\""));
    var scope = given == null || given.scope() == null ? "" : given.scope();
    var test = given != null && Boolean.TRUE.equals(given.test());
    var notice =
        desk.move(id, transition, scope, test, Instant.now())
            .orElseThrow(() -> Problem.notFound("There is no monitor " + id + "."));
    return Response.status(201)
        .entity(
            new Moved(
                notice.eventId(),
                Objects.requireNonNullElse(notice.after().cycleKey(), notice.eventId()),
                notice.title(),
                notice.after().status().wire()))
        .build();
  }
}
