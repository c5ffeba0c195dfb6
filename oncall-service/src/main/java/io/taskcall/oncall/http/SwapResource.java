package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.Responder;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.domain.schedule.Swap;
import io.taskcall.oncall.postgres.ScheduleChanges;
import io.taskcall.oncall.worker.Workers;
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
  private final Workers workers;

  SwapResource(PlannedSchedules schedules, ScheduleChanges changes, Workers workers) {
    this.schedules = schedules;
    this.changes = changes;
    this.workers = workers;
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
      description =
          "They stay on call until somebody takes it. Offered twice it is one. 409 if they are not"
              + " on call at any time of it.")
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
          return requireOnCall(swap, planned)
              .flatMap(_ -> changes.save(planned.schedule(), swap))
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
      description =
          "409 if somebody else was faster, it was withdrawn, or whoever offers it is not on call"
              + " then any more.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Taking.class)))
  public Uni<SwapBody> take(
      @Context ContainerRequestContext request,
      @PathParam("schedule") String schedule,
      @PathParam("id") String id,
      byte @Nullable [] body) {
    var wish = Body.read(Taking.class, body);
    var by = wish.person() == null ? Authentication.caller(request).userId() : wish.person();
    var swap = IncidentResource.uuid(id);
    return schedules
        .find(request, schedule, Window.ALWAYS)
        .flatMap(planned -> {
          requireKnown(by, planned);
          return requireStillOffered(swap, planned)
              .flatMap(_ -> act(planned, swap, offered -> offered.take(by)));
        });
  }

  @POST
  @Path("{id}/withdraw")
  @Operation(summary = "Take an offer back", description = "409 if somebody has taken it.")
  public Uni<SwapBody> withdraw(
      @Context ContainerRequestContext request,
      @PathParam("schedule") String schedule,
      @PathParam("id") String id) {
    var swap = IncidentResource.uuid(id);
    var now = Instant.now();
    return schedules
        .find(request, schedule, new Window(now, now))
        .flatMap(planned -> {
          requireKnown(Authentication.caller(request).userId(), planned);
          return act(planned, swap, offered -> offered.withdraw());
        });
  }

  private Uni<SwapBody> act(
      PlannedSchedule planned, UUID swap, Function<Swap, Swap.Answer> action) {
    return changes
        .swap(planned.schedule(), swap, action)
        .map(found -> found.orElseThrow(() -> ProblemException.notFound("swap")))
        .map(answer ->
            switch (answer) {
              case Swap.Answer.Done(Swap done) -> SwapBody.of(done, planned.names());
              case Swap.Answer.Refused(String reason) -> throw ProblemException.conflict(reason);
            });
  }

  /** What was offered may have become somebody else's since. */
  private Uni<Boolean> requireStillOffered(UUID id, PlannedSchedule planned) {
    return planned.schedule().changes().swaps().stream()
        .filter(swap -> swap.id().equals(id) && swap.state() instanceof Swap.State.Offered)
        .findFirst()
        .map(swap -> requireOnCall(swap, planned))
        .orElseGet(() -> Uni.createFrom().item(true));
  }

  private Uni<Boolean> requireOnCall(Swap swap, PlannedSchedule planned) {
    return workers
        .work(() -> planned.isOnCall(swap.person(), swap.during()))
        .invoke(onCall -> {
          if (!onCall) {
            throw ProblemException.conflict(
                "%s is not on call from %s until %s"
                    .formatted(
                        planned.names().responder(swap.person()).name(),
                        swap.during().start(),
                        swap.during().end()));
          }
        });
  }

  private static void requireKnown(UUID person, PlannedSchedule planned) {
    if (planned.directory().person(person).isEmpty()) {
      throw ProblemException.field("person", "is nobody of this organization");
    }
  }
}
