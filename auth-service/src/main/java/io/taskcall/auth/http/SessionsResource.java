package io.taskcall.auth.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.signin.Session;
import io.taskcall.auth.postgres.PostgresSessions;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;

/** Where the caller is signed in. */
@Path("/api/v1/sessions")
@SecurityRequirement(name = Api.KEY)
class SessionsResource {
  private final PostgresSessions sessions;
  private final Session.Limits limits;
  private final Clock clock;

  SessionsResource(PostgresSessions sessions, Session.Limits limits, Clock clock) {
    this.sessions = sessions;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * A browser that the caller signed in with.
   *
   * @param current whether it is the one that asks
   */
  record Item(
      UUID id,
      Instant createdAt,
      Instant lastSeenAt,
      String address,
      String browser,
      boolean current) {
    static Item of(Session session, Optional<UUID> asking) {
      return new Item(
          session.id(),
          session.createdAt(),
          session.lastSeenAt(),
          session.address(),
          session.agent(),
          asking.equals(Optional.of(session.id())));
    }
  }

  @GET
  @Operation(summary = "The caller's sessions, the newest first")
  public Uni<Page<Item>> list(@Context ContainerRequestContext request) {
    var caller = Callers.asThemselves(request);
    return sessions
        .of(caller.memberId(), limits, clock.instant())
        .map(found -> found.stream().map(one -> Item.of(one, caller.session())).toList())
        .map(Page::whole);
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "End one of the caller's sessions: its browser has to sign in again")
  public Uni<Void> end(@Context ContainerRequestContext request, UUID id) {
    return sessions
        .end(id, Callers.asThemselves(request).memberId(), Callers.actor(request), clock.instant())
        .invoke(ended -> {
          if (!ended) {
            throw new NotFoundException("there is no such session");
          }
        })
        .replaceWithVoid();
  }
}
