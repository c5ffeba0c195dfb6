package io.taskcall.auth.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Member;
import io.taskcall.auth.postgres.PostgresDirectory;
import io.taskcall.contracts.MemberEvent.Role;
import io.taskcall.rights.Right;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;

/** The people of the caller's organization. */
@Path("/api/v1/members")
@SecurityRequirement(name = Api.KEY)
class MembersResource {
  private final PostgresDirectory directory;

  MembersResource(PostgresDirectory directory) {
    this.directory = directory;
  }

  /** A person; of API keys, only the hashes. */
  record Item(UUID id, String name, String email, Role role, List<KeyRing.Known> apiKeys) {
    static Item of(Member member) {
      return new Item(
          member.id(),
          member.name(),
          member.email(),
          member.role(),
          member.apiKeys().stream().map(KeyRing.Known::of).toList());
    }
  }

  @GET
  @Operation(summary = "All people, by name")
  public Uni<Page<Item>> list(@Context ContainerRequestContext request) {
    return items(request).map(Page::whole);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One person")
  public Uni<Item> get(@Context ContainerRequestContext request, UUID id) {
    return items(request)
        .map(items ->
            items.stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("there is no such person")));
  }

  private Uni<List<Item>> items(ContainerRequestContext request) {
    return directory
        .of(Callers.with(Right.READ, request).organizationId())
        .map(found ->
            found.people().stream()
                .map(Item::of)
                .sorted(Comparator.comparing(Item::name).thenComparing(Item::id))
                .toList());
  }
}
