package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Responder;
import io.taskcall.oncall.domain.schedule.OnCall;
import io.taskcall.oncall.postgres.Catalog;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Services and schedules, to look at. */
@Path("/api/v1")
@Tag(name = "services and schedules")
public final class CatalogResource {
  private final Catalog catalog;

  CatalogResource(Catalog catalog) {
    this.catalog = catalog;
  }

  /** A service as the API shows it. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record ServiceBody(
      UUID id, String name, @Nullable String description, @Nullable String policy) {}

  /**
   * Who is on call.
   *
   * @param start when this turn began; null if nobody is on call
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record OnCallBody(
      UUID scheduleId,
      String schedule,
      Instant at,
      List<Responder> people,
      @Nullable Instant start,
      @Nullable Instant end) {}

  @GET
  @Path("services")
  @Operation(summary = "The services of the organization")
  public Uni<Listing<ServiceBody>> services(@Context ContainerRequestContext request) {
    return catalog
        .services(Authentication.caller(request).organizationId())
        .map(services ->
            Listing.whole(
                services.stream()
                    .map(s -> new ServiceBody(s.id(), s.name(), s.description(), s.policy()))
                    .toList()));
  }

  @GET
  @Path("schedules/{id}/on-call")
  @Operation(summary = "Who is on call, now or at an instant (ISO 8601)")
  public Uni<OnCallBody> onCall(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      @QueryParam("at") @Nullable String at) {
    var instant = instant(at);
    return catalog
        .schedule(Authentication.caller(request).organizationId(), IncidentResource.uuid(id))
        .map(found -> found.orElseThrow(() -> ProblemException.notFound("schedule")))
        .map(staffed -> body(staffed, instant));
  }

  private static OnCallBody body(Catalog.Staffed staffed, Instant at) {
    var schedule = staffed.schedule();
    return switch (OnCall.at(schedule, at)) {
      case OnCall.People people ->
          new OnCallBody(
              schedule.id(),
              schedule.name(),
              at,
              people.userIds().stream().map(user -> responder(staffed, user)).toList(),
              limit(people.during().start()),
              limit(people.during().end()));
      case OnCall.Nobody _ ->
          new OnCallBody(schedule.id(), schedule.name(), at, List.of(), null, null);
    };
  }

  private static @Nullable Instant limit(Instant at) {
    return at.equals(Instant.MIN) || at.equals(Instant.MAX) ? null : at;
  }

  private static Responder responder(Catalog.Staffed staffed, UUID user) {
    var person = staffed.people().get(user);
    return new Responder(user, person == null ? "unknown" : person.name());
  }

  private static Instant instant(@Nullable String at) {
    try {
      return at == null || at.isEmpty() ? Instant.now() : Cursor.instant(at);
    } catch (DateTimeException e) {
      throw ProblemException.badRequest("at is an instant such as 2026-03-01T12:00:00Z");
    }
  }
}
