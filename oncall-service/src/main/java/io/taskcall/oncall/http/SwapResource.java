package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.Responder;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.domain.schedule.Swap;
import io.taskcall.oncall.postgres.ScheduleChanges;
import io.taskcall.rights.Needs;
import io.taskcall.rights.Right;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Swaps: somebody asks others to take over what they have on call in some time. */
@Needs(toChange = Right.OVERRIDE_SCHEDULES)
@Path("/api/v1/schedules/{schedule}/swaps")
@Tag(name = "schedules")
public final class SwapResource {
  private final PlannedSchedules schedules;
  private final ScheduleChanges changes;

  SwapResource(PlannedSchedules schedules, ScheduleChanges changes) {
    this.schedules = schedules;
    this.changes = changes;
  }

  /** What is offered. */
  @Schema(name = "NewSwap")
  public record Wish(
      @Schema(required = true) @Nullable Instant start,
      @Schema(required = true) @Nullable Instant end,
      @Schema(description = "The id of whoever offers it; the caller if left out.")
          @Nullable UUID person) {}

  /** Who takes it. */
  @Schema(name = "TakenSwap")
  public record Taking(
      @Schema(description = "The id of whoever takes it; the caller if left out.")
          @Nullable UUID person) {}

  /**
   * A swap.
   *
   * @param state offered, taken or withdrawn
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record SwapBody(
      UUID id,
      Instant start,
      Instant end,
      Responder person,
      String state,
      @Nullable Responder takenBy) {
    static SwapBody of(Swap swap, Names names) {
      return new SwapBody(
          swap.id(),
          swap.during().start(),
          swap.during().end(),
          names.responder(swap.person()),
          switch (swap.state()) {
            case Swap.State.Offered _ -> "offered";
            case Swap.State.Taken _ -> "taken";
            case Swap.State.Withdrawn _ -> "withdrawn";
          },
          switch (swap.state()) {
            case Swap.State.Taken taken -> names.responder(taken.by());
            case Swap.State.Offered _, Swap.State.Withdrawn _ -> null;
          });
    }
  }

  @GET
  @Operation(
      summary = "The swaps of a schedule",
      description = "Those of the next 30 days, or of from and until, at most 400 days apart.")
  public Uni<Listing<SwapBody>> list(
      @Context ContainerRequestContext request,
      @PathParam("schedule") String schedule,
      @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until) {
    var window = PlannedSchedules.window(from, until);
    return schedules
        .find(request, schedule, window)
        .map(planned ->
            Listing.whole(
                planned.schedule().changes().swaps().stream()
                    .filter(swap -> swap.during().overlaps(window))
                    .map(swap -> SwapBody.of(swap, planned.names()))
                    .toList()));
  }

  @POST
  @Operation(
      summary = "Offer what somebody has on call in some time",
      description = "They stay on call until somebody takes it. Offered twice it is one.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Wish.class)))
  @APIResponse(
      responseCode = "201",
      description = "It is offered.",
      content = @Content(schema = @Schema(implementation = SwapBody.class)))
  public Uni<Response> offer(
      @Context ContainerRequestContext request,
      @PathParam("schedule") String schedule,
      byte @Nullable [] body) {
    var wish = Body.read(Wish.class, body);
    var during = PlannedSchedules.during("", wish.start(), wish.end());
    var person = wish.person() == null ? Authentication.caller(request).userId() : wish.person();
    return schedules
        .find(request, schedule, during)
        .flatMap(planned -> {
          requireKnown(person, planned);
          var id = Ids.derive("schedule.swap", planned.schedule().id(), person, during);
          var swap = new Swap(id, during, person, new Swap.State.Offered());
          return changes
              .save(planned.schedule(), swap)
              .map(_ ->
                  Response.status(Response.Status.CREATED)
                      .entity(SwapBody.of(swap, planned.names()))
                      .build());
        });
  }

  @POST
  @Path("{id}/take")
  @Operation(
      summary = "Take over what somebody offers",
      description = "409 if somebody else was faster, or it was withdrawn.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Taking.class)))
  public Uni<SwapBody> take(
      @Context ContainerRequestContext request,
      @PathParam("schedule") String schedule,
      @PathParam("id") String id,
      byte @Nullable [] body) {
    var wish = Body.read(Taking.class, body);
    var by = wish.person() == null ? Authentication.caller(request).userId() : wish.person();
    return act(request, schedule, id, by, swap -> swap.take(by));
  }

  @POST
  @Path("{id}/withdraw")
  @Operation(summary = "Take an offer back", description = "409 if somebody has taken it.")
  public Uni<SwapBody> withdraw(
      @Context ContainerRequestContext request,
      @PathParam("schedule") String schedule,
      @PathParam("id") String id) {
    return act(
        request, schedule, id, Authentication.caller(request).userId(), swap -> swap.withdraw());
  }

  private Uni<SwapBody> act(
      ContainerRequestContext request,
      String schedule,
      String id,
      UUID person,
      Function<Swap, Swap.Answer> action) {
    var swap = IncidentResource.uuid(id);
    var now = Instant.now();
    return schedules
        .find(request, schedule, new Window(now, now))
        .flatMap(planned -> {
          requireKnown(person, planned);
          return changes
              .swap(planned.schedule(), swap, action)
              .map(found -> found.orElseThrow(() -> ProblemException.notFound("swap")))
              .map(answer ->
                  switch (answer) {
                    case Swap.Answer.Done(Swap done) -> SwapBody.of(done, planned.names());
                    case Swap.Answer.Refused(String reason) ->
                        throw ProblemException.conflict(reason);
                  });
        });
  }

  private static void requireKnown(UUID person, PlannedSchedule planned) {
    if (planned.directory().person(person).isEmpty()) {
      throw ProblemException.field("person", "is nobody of this organization");
    }
  }
}
