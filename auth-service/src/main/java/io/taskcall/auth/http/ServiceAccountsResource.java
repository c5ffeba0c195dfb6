package io.taskcall.auth.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Directory;
import io.taskcall.auth.domain.Member;
import io.taskcall.auth.domain.access.Caller;
import io.taskcall.auth.domain.people.Staffing;
import io.taskcall.auth.postgres.PostgresDirectory;
import io.taskcall.auth.postgres.PostgresMembers;
import io.taskcall.contracts.MemberEvent.Role;
import io.taskcall.rights.Right;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;

/**
 * Accounts for programs: they hold API keys that stay when people leave, cannot sign in, and are
 * paged by nobody.
 */
@Path(ServiceAccountsResource.HERE)
@SecurityRequirement(name = Api.KEY)
class ServiceAccountsResource {
  static final String HERE = "/api/v1/service-accounts";
  private static final int NAME_MAX = 100;
  private static final int ACCOUNTS_MAX = 100;

  private final PostgresDirectory directory;
  private final PostgresMembers members;
  private final KeyRing keys;
  private final Clock clock;

  ServiceAccountsResource(
      PostgresDirectory directory, PostgresMembers members, KeyRing keys, Clock clock) {
    this.directory = directory;
    this.members = members;
    this.keys = keys;
    this.clock = clock;
  }

  /** A service account; of its API keys, only the hashes. */
  record Account(UUID id, String name, Role role, List<KeyRing.Known> apiKeys) {
    static Account of(Member member) {
      return new Account(
          member.id(),
          member.name(),
          member.role(),
          member.apiKeys().stream().map(KeyRing.Known::of).toList());
    }
  }

  /** What is asked for. */
  record Wanted(
      @Schema(required = true) @Nullable String name,
      @Schema(required = true, description = "Any but owner") @Nullable Role role) {}

  @GET
  @Operation(summary = "The accounts of programs, by name")
  public Uni<Page<Account>> list(@Context ContainerRequestContext request) {
    return directory
        .of(Callers.with(Right.READ, request).organizationId())
        .map(there ->
            Page.whole(
                there.serviceAccounts().stream()
                    .map(Account::of)
                    .sorted(Comparator.comparing(Account::name))
                    .toList()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Make an account for a program",
      description = "It needs API keys of its own then. Its role bounds what they may do.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Wanted.class)))
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = Account.class)))
  public Uni<Response> make(@Context ContainerRequestContext request, byte @Nullable [] body) {
    var caller = Callers.with(Right.MANAGE_PEOPLE, request);
    var wanted = Body.read(Wanted.class, body);
    var name = Body.text("name", wanted.name(), NAME_MAX);
    var role = wanted.role();
    if (role == null) {
      throw Wrong.field(
          "role", "must be admin, user, limited_user, stakeholder or limited_stakeholder");
    }
    var account = Member.serviceAccount(UUID.randomUUID(), caller.organizationId(), name, role);
    return directory
        .of(caller.organizationId())
        .invoke(there -> {
          StaffResource.refuse(
              Staffing.objection(caller, Optional.of(account), role, there.members()));
          var others = there.serviceAccounts();
          if (others.size() >= ACCOUNTS_MAX
              || others.stream().anyMatch(other -> other.name().equals(name))) {
            throw Wrong.conflict(
                "name",
                "a service account is called " + name + " already, or there are " + ACCOUNTS_MAX);
          }
        })
        .chain(() -> members.add(account, Callers.actor(request), now()))
        .replaceWith(() ->
            Response.created(URI.create(HERE + "/" + account.id()))
                .entity(Account.of(account))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build());
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Delete a service account: its API keys are refused from then on")
  public Uni<Void> remove(@Context ContainerRequestContext request, UUID id) {
    Callers.with(Right.MANAGE_PEOPLE, request);
    return members.remove(id, there -> found(there, id), Callers.actor(request), now());
  }

  @GET
  @Path("/{id}/api-keys")
  @Operation(summary = "The API keys of a service account, by name")
  public Uni<Page<KeyRing.Item>> keys(@Context ContainerRequestContext request, UUID id) {
    return account(Callers.with(Right.MANAGE_PEOPLE, request), id).chain(() -> keys.of(id));
  }

  @POST
  @Path("/{id}/api-keys")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Make an API key for a service account",
      description =
          "It may do what its scopes say, as far as the account's role goes. Its secret is in this"
              + " answer and nowhere else.")
  @RequestBody(content = @Content(schema = @Schema(implementation = KeyRing.Asked.class)))
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = KeyRing.Made.class)))
  public Uni<Response> makeKey(
      @Context ContainerRequestContext request, UUID id, byte @Nullable [] body) {
    return account(Callers.with(Right.MANAGE_PEOPLE, request), id)
        .flatMap(_ -> keys.make(id, body, HERE + "/" + id + "/api-keys", Callers.actor(request)));
  }

  @DELETE
  @Path("/{id}/api-keys/{key}")
  @Operation(summary = "Delete an API key of a service account")
  public Uni<Void> removeKey(
      @Context ContainerRequestContext request, UUID id, @PathParam("key") UUID key) {
    return account(Callers.with(Right.MANAGE_PEOPLE, request), id)
        .chain(() -> keys.remove(id, key, Callers.actor(request)));
  }

  private Uni<Member> account(Caller caller, UUID id) {
    return directory.of(caller.organizationId()).map(there -> found(there, id));
  }

  private static Member found(Directory there, UUID id) {
    return there.serviceAccounts().stream()
        .filter(account -> account.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NotFoundException("there is no such service account"));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
