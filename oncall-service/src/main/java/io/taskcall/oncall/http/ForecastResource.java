package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import io.taskcall.oncall.domain.incident.Forecast;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.domain.routing.Condition;
import io.taskcall.oncall.postgres.Catalog;
import io.taskcall.oncall.postgres.Definitions.Kind;
import io.taskcall.oncall.setup.Configuration;
import io.taskcall.rights.Needs;
import io.taskcall.rights.Right;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who would be paged about an alert of a service, if nobody answered. */
@Path("/api/v1/services/{id}/who-would-be-paged")
@Tag(name = "services")
@APIResponse(responseCode = "404", description = "There is no such service.")
public final class ForecastResource {
  /** How far from the instant who is on call may have to be known. */
  private static final Duration AROUND = Duration.ofDays(60);

  private static final int TAGS_MAX = 100;

  private final Catalog catalog;
  private final Configuration configuration;

  ForecastResource(Catalog catalog, Configuration configuration) {
    this.catalog = catalog;
    this.configuration = configuration;
  }

  /** An alert as it might be. */
  @Schema(name = "PossibleAlert")
  public record Payload(
      @Schema(examples = "Checkout errors on web-1") @Nullable String title,
      @Nullable String text,
      @Nullable Priority priority,
      @Schema(examples = "[\"env:prod\"]") @Nullable List<String> tags,
      @Schema(description = "alert (the usual), warn or no_data.") @Nullable Level level,
      @Schema(description = "datadog (the usual), alertmanager or events_v2.")
          @Nullable String tool) {
    static final Payload USUAL = new Payload(null, null, null, null, null, null);

    AlertDetails details() {
      return new AlertDetails(
          origin(),
          title == null ? "An alert" : Limits.line("payload.title", title, AlertDetails.TITLE_MAX),
          text,
          priority,
          tags == null || tags.isEmpty() ? List.of() : Limits.list("payload.tags", tags, TAGS_MAX),
          null,
          null,
          null,
          false);
    }

    private Origin origin() {
      var from = tool == null ? Condition.Tool.DATADOG : tool(tool);
      return switch (from) {
        case DATADOG -> new Origin.DatadogMonitor("0", List.of(), null, null);
        case ALERTMANAGER -> new Origin.Alertmanager(title, null, null);
        case EVENTS_V2 -> new Origin.EventsV2("0", null, null, null, null, null);
      };
    }

    private static Condition.Tool tool(String name) {
      return Arrays.stream(Condition.Tool.values())
          .filter(tool -> tool.name().equalsIgnoreCase(name))
          .findFirst()
          .orElseThrow(() ->
              ProblemException.field("payload.tool", "is datadog, alertmanager or events_v2"));
    }
  }

  /** An instant, and an alert. */
  @Schema(name = "Forecast")
  public record Question(
      @Schema(description = "When; now if left out.", examples = "2026-03-01T14:00:00Z")
          @Nullable Instant at,
      @Nullable Payload payload) {}

  @GET
  @Operation(
      summary = "Who would be paged now, or at an instant (ISO 8601)",
      description =
          "The levels in their order if nobody answers, with the people, their methods and"
              + " minutes, and who has no usable method.")
  public Uni<ForecastBody> now(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      @QueryParam("at") @Nullable String at,
      @QueryParam("title") @Nullable String title,
      @QueryParam("priority") @Nullable String priority,
      @QueryParam("tag") List<String> tags,
      @QueryParam("tool") @Nullable String tool) {
    var payload = new Payload(title, null, priority(priority), tags, null, tool);
    return answer(request, id, PlannedSchedules.instant("at", at, Instant.now()), payload);
  }

  @POST
  @Operation(
      summary = "Who would be paged about an alert, now or at an instant",
      description = "Nothing happens by it. The service's rules and maintenances count.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Question.class)))
  @Needs(toChange = Right.READ)
  public Uni<ForecastBody> about(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      byte @Nullable [] body) {
    var question = Body.read(Question.class, body);
    var at = question.at() == null ? Instant.now() : question.at();
    return answer(request, id, at, question.payload() == null ? Payload.USUAL : question.payload());
  }

  private Uni<ForecastBody> answer(
      ContainerRequestContext request, String idOrKey, Instant at, Payload payload) {
    var details = payload.details();
    var level = payload.level() == null ? Level.ALERT : payload.level();
    var organization = Defining.organization(request);
    var around = new Window(at.minus(AROUND), at.plus(AROUND));
    return service(organization, idOrKey)
        .flatMap(treated ->
            catalog
                .schedules(organization, around)
                .map(directory -> {
                  var forecast =
                      Forecast.of(
                          treated.service(), treated.routing(), details, level, directory, 0, at);
                  return ForecastBody.of(treated.service(), at, forecast);
                }));
  }

  private Uni<Catalog.Treated> service(UUID organization, String idOrKey) {
    return configuration
        .find(organization, Kind.SERVICE, idOrKey)
        .map(found -> found.map(one -> one.id()).orElseGet(() -> IncidentResource.uuid(idOrKey)))
        .flatMap(id -> catalog.service(organization, id))
        .map(found -> found.orElseThrow(() -> ProblemException.notFound("service")));
  }

  private static @Nullable Priority priority(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      return null;
    }
    return Arrays.stream(Priority.values())
        .filter(priority -> priority.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> ProblemException.field("priority", "is P1 to P5"));
  }
}
