package io.taskcall.sync.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.sync.postgres.CallView;
import io.taskcall.sync.postgres.Calls;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which calls were made to Datadog, newest first, and what came of them. */
@Path("/api/v1/datadog/calls")
class CallsResource {
  private static final int LIMIT_MAX = 100;

  private final Calls calls;
  private final Members members;

  CallsResource(Calls calls, Members members) {
    this.calls = calls;
    this.members = members;
  }

  /**
   * A part of a list.
   *
   * @param next where the next part begins; null at the end
   */
  record Page(List<CallView> items, @Nullable String next) {}

  @GET
  public Uni<Page> list(
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    var organizationId =
        members
            .organizationOf(authorization, Instant.now())
            .orElseThrow(() -> new NotAuthorizedException("send an API key", "Bearer"));
    int size = Math.clamp(limit, 1, LIMIT_MAX);
    return calls
        .page(organizationId, before(cursor), size + 1)
        .map(found ->
            found.size() <= size
                ? new Page(found, null)
                : new Page(found.subList(0, size), Long.toString(found.get(size - 1).number())));
  }

  private static long before(@Nullable String cursor) {
    try {
      return cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw new BadRequestException("not a cursor of ours: " + cursor, e);
    }
  }
}
