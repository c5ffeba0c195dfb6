package io.taskcall.auth.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Directory;
import io.taskcall.auth.domain.Member;
import io.taskcall.auth.domain.access.Caller;
import io.taskcall.auth.domain.people.Staffing;
import io.taskcall.auth.postgres.PostgresDirectory;
import io.taskcall.auth.postgres.PostgresMembers;
import io.taskcall.auth.postgres.PostgresSecondFactors;
import io.taskcall.contracts.MemberEvent.Role;
import io.taskcall.rights.Right;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;

/** What is done with the people of the caller's organization. */
@Path("/api/v1/members")
@SecurityRequirement(name = Api.KEY)
class StaffResource {
  private final PostgresDirectory directory;
  private final PostgresMembers members;
  private final PostgresSecondFactors factors;
  private final Clock clock;

  StaffResource(
      PostgresDirectory directory,
      PostgresMembers members,
      PostgresSecondFactors factors,
      Clock clock) {
    this.directory = directory;
    this.members = members;
    this.factors = factors;
    this.clock = clock;
  }

  /** What is asked for. */
  record Asked(@Schema(required = true) @Nullable Role role) {}

  @PATCH
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Give somebody another role",
      description =
          "Owners make owners: to hand the organization over, make somebody else an owner first."
              + " Whoever is in the setup file gets the file's role back at the next start.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Asked.class)))
  public Uni<MembersResource.Item> change(
      @Context ContainerRequestContext request, UUID id, byte @Nullable [] body) {
    var caller = Callers.with(Right.MANAGE_PEOPLE, request);
    var role = Body.read(Asked.class, body).role();
    if (role == null) {
      throw Wrong.field(
          "role", "must be owner, admin, user, limited_user, stakeholder or limited_stakeholder");
    }
    return members
        .changeRole(
            id,
            role,
            there ->
                refuse(
                    Staffing.objection(
                        caller, Optional.of(found(there, id)), role, there.members())),
            Callers.actor(request),
            now())
        .chain(() -> directory.of(caller.organizationId()))
        .map(there -> MembersResource.Item.of(found(there, id)));
  }

  @DELETE
  @Path("/{id}")
  @Operation(
      summary = "Let somebody go: their API keys and sessions end at once",
      description = "Whoever is in the setup file is back at the next start.")
  public Uni<Void> remove(@Context ContainerRequestContext request, UUID id) {
    var caller = Callers.with(Right.MANAGE_PEOPLE, request);
    return members.remove(
        id,
        there -> refuse(removal(caller, found(there, id), there)),
        Callers.actor(request),
        now());
  }

  @DELETE
  @Path("/{id}/second-factor")
  @Operation(
      summary = "Ask somebody for no code any more, who has lost their phone and their codes")
  public Uni<Void> removeSecondFactor(@Context ContainerRequestContext request, UUID id) {
    var caller = Callers.with(Right.MANAGE_PEOPLE, request);
    return directory
        .of(caller.organizationId())
        .invoke(there -> {
          var member = found(there, id);
          refuse(Staffing.objection(caller, Optional.of(member), member.role(), there.members()));
        })
        .chain(() -> factors.remove(id, Callers.actor(request), now()))
        .invoke(removed -> {
          if (!removed) {
            throw new NotFoundException("they have no second factor");
          }
        })
        .replaceWithVoid();
  }

  private static Optional<String> removal(Caller caller, Member member, Directory there) {
    return Staffing.objectionToRemoval(caller, member, there.members());
  }

  /** Refuses what somebody objects to. */
  static void refuse(Optional<String> objection) {
    objection.ifPresent(reason -> {
      throw new ForbiddenException(reason);
    });
  }

  private static Member found(Directory there, UUID id) {
    return there.people().stream()
        .filter(member -> member.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NotFoundException("there is no such person"));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
