package io.taskcall.sync.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.rights.Right;
import io.taskcall.sync.postgres.CallView;
import io.taskcall.sync.postgres.Queue;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Which calls were made to Datadog or wait to be, and what came of them. */
@Path("/api/v1/datadog/calls")
class CallsResource {
  private static final Set<String> STATUSES =
      Set.of("waiting", "calling", "done", "superseded", "parked", "discarded");

  private final Queue queue;
  private final Members members;

  CallsResource(Queue queue, Members members) {
    this.queue = queue;
    this.members = members;
  }

  /**
   * A part of a list.
   *
   * @param next where the next part begins; null at the end
   */
  record Page(List<CallView> items, @Nullable String next) {}

  @GET
  @Operation(summary = "Calls to Datadog, the newest first, by status, integration and incident")
  public Uni<Page> list(
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("status") @Nullable String status,
      @QueryParam("integration") @Nullable String integration,
      @QueryParam("incident") @Nullable String incident,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable String limit) {
    var organizationId = members.mustHave(Right.READ, authorization, Instant.now());
    int size = Wanted.limit(limit);
    var filter =
        new Queue.Filter(
            Wanted.oneOf("status", STATUSES, status),
            Wanted.id("integration", integration),
            Wanted.id("incident", incident),
            Wanted.cursor(cursor));
    return queue
        .page(organizationId, filter, size + 1)
        .map(found ->
            found.size() <= size
                ? new Page(found, null)
                : new Page(found.subList(0, size), Long.toString(found.get(size - 1).number())));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One call to Datadog")
  public Uni<CallView> get(
      @HeaderParam("Authorization") @Nullable String authorization, @PathParam("id") String id) {
    return queue
        .find(members.mustHave(Right.READ, authorization, Instant.now()), call(id))
        .map(found -> found.orElseThrow(CallsResource::unknown));
  }

  @POST
  @Path("/{id}/retry")
  @Operation(summary = "Makes a call that waits or was parked at once")
  public Uni<CallView> retry(
      @HeaderParam("Authorization") @Nullable String authorization, @PathParam("id") String id) {
    var now = Instant.now();
    return queue
        .retry(members.mustHave(Right.RESPOND, authorization, now), call(id), now)
        .map(CallsResource::answer);
  }

  @POST
  @Path("/{id}/discard")
  @Operation(summary = "Throws a call away that waits or was parked")
  public Uni<CallView> discard(
      @HeaderParam("Authorization") @Nullable String authorization, @PathParam("id") String id) {
    var now = Instant.now();
    return queue
        .discard(members.mustHave(Right.RESPOND, authorization, now), call(id), now)
        .map(CallsResource::answer);
  }

  private static CallView answer(Queue.Outcome outcome) {
    return switch (outcome) {
      case Queue.Outcome.Done(var call) -> call;
      case Queue.Outcome.Refused(var reason) ->
          throw new ClientErrorException(reason, Response.Status.CONFLICT);
      case Queue.Outcome.Unknown() -> throw unknown();
    };
  }

  private static UUID call(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw new NotFoundException("there is no call " + id, e);
    }
  }

  private static NotFoundException unknown() {
    return new NotFoundException("there is no such call");
  }
}
