package io.taskcall.auth.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.people.Link;
import io.taskcall.auth.people.Invitations;
import io.taskcall.auth.people.Invitations.Invited;
import io.taskcall.auth.postgres.PostgresLinks;
import io.taskcall.contracts.MemberEvent.Role;
import io.taskcall.rights.Right;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;

/** Who is invited to the caller's organization. */
@Path("/api/v1/invitations")
@SecurityRequirement(name = Api.KEY)
class InvitationsResource {
  private static final int TEXT_MAX = 200;

  private final Invitations invitations;
  private final PostgresLinks links;
  private final Clock clock;

  InvitationsResource(Invitations invitations, PostgresLinks links, Clock clock) {
    this.invitations = invitations;
    this.links = links;
    this.clock = clock;
  }

  /** What is asked for. */
  record Asked(
      @Schema(required = true) @Nullable String email,
      @Schema(required = true) @Nullable String name,
      @Schema(required = true) @Nullable Role role) {}

  /** An invitation that nobody has followed yet. */
  record Item(
      UUID id,
      String email,
      String name,
      Role role,
      @Nullable String invitedBy,
      Instant createdAt,
      Instant expiresAt) {
    static Item of(Link link) {
      return new Item(
          link.id(),
          link.email(),
          link.name(),
          link.role(),
          link.invitedBy().orElse(null),
          link.createdAt(),
          link.expiresAt());
    }
  }

  @GET
  @Operation(summary = "Open invitations, the newest first")
  public Uni<Page<Item>> list(@Context ContainerRequestContext request) {
    var caller = Callers.with(Right.MANAGE_PEOPLE, request);
    return links
        .invitations(caller.organizationId(), clock.instant())
        .map(found -> Page.whole(found.stream().map(Item::of).toList()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Invite somebody by e-mail",
      description = "They choose a password by the link in the letter, which works for a week.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Asked.class)))
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = Item.class)))
  public Uni<Response> invite(@Context ContainerRequestContext request, byte @Nullable [] body) {
    var caller = Callers.with(Right.MANAGE_PEOPLE, request);
    var asked = Body.read(Asked.class, body);
    var email = Body.text("email", asked.email(), TEXT_MAX);
    if (!email.matches("[^@\\s]+@[^@\\s]+")) {
      throw Wrong.field("email", "must be an e-mail address");
    }
    var name = Body.text("name", asked.name(), TEXT_MAX);
    var role = asked.role();
    if (role == null) {
      throw Wrong.field(
          "role", "must be owner, admin, user, limited_user, stakeholder or limited_stakeholder");
    }
    return invitations
        .invite(caller, Callers.actor(request), email, name, role)
        .map(invited ->
            switch (invited) {
              case Invited.Sent(var link) ->
                  Response.created(URI.create("/api/v1/invitations/" + link.id()))
                      .entity(Item.of(link))
                      .type(MediaType.APPLICATION_JSON_TYPE)
                      .build();
              case Invited.Member() ->
                  throw Wrong.conflict("email", email + " belongs to the organization already");
              case Invited.NotAllowed(var reason) -> throw new ForbiddenException(reason);
              case Invited.NotSent() ->
                  throw new ServiceUnavailableException(
                      "the mail server does not take the letter; nobody was invited");
            });
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Withdraw an invitation: its link does not open any more")
  public Uni<Void> withdraw(@Context ContainerRequestContext request, UUID id) {
    Callers.with(Right.MANAGE_PEOPLE, request);
    return links
        .withdraw(id, Callers.actor(request), clock.instant().truncatedTo(ChronoUnit.MICROS))
        .invoke(withdrawn -> {
          if (!withdrawn) {
            throw new NotFoundException("there is no such invitation");
          }
        })
        .replaceWithVoid();
  }
}
